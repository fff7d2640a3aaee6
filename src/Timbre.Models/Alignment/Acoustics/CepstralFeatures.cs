namespace Timbre.Models.Alignment.Acoustics;

/// <summary>
/// What the acoustic model looks at in each frame: cepstra c less their mean over the recording, Δ[t] = c[t+2] - c[t-2], and ΔΔ[t] =
/// (c[t+3] - c[t-1]) - (c[t+1] - c[t-3]).
/// </summary>
/// <remarks>
/// Three streams of 13, PocketSphinx's <c>1s_c_d_dd</c> with batch normalisation; beyond the ends the first and the last frame go on.
/// </remarks>
internal sealed class CepstralFeatures
{
    /// <summary>Streams in a frame.</summary>
    public const int Streams = 3;

    /// <summary>Numbers in a frame.</summary>
    public const int PerFrame = Streams * CepstralFrontEnd.Cepstra;

    private readonly float[] _values;

    /// <summary>The features over cepstra of <see cref="CepstralFrontEnd"/>.</summary>
    public CepstralFeatures(ReadOnlySpan<float> cepstra)
    {
        const int Count = CepstralFrontEnd.Cepstra;
        Frames = cepstra.Length / Count;
        _values = new float[Frames * PerFrame];
        Span<double> mean = stackalloc double[Count];
        mean.Clear();
        for (var i = 0; i < cepstra.Length; i++)
            mean[i % Count] += cepstra[i];
        for (var k = 0; k < Count; k++)
            mean[k] /= Math.Max(1, Frames);
        for (var t = 0; t < Frames; t++)
        {
            var frame = _values.AsSpan(t * PerFrame, PerFrame);
            for (var k = 0; k < Count; k++)
            {
                frame[k] = (float)(cepstra[t * Count + k] - mean[k]);
                frame[Count + k] = At(cepstra, t + 2, k) - At(cepstra, t - 2, k);
                frame[2 * Count + k] = At(cepstra, t + 3, k) - At(cepstra, t - 1, k) - (At(cepstra, t + 1, k) - At(cepstra, t - 3, k));
            }
        }
    }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Cached scores of the model that scored it last; null before.</summary>
    public BestDensities? CachedDensities { get; set; }

    /// <summary>The streams of a frame, one after the other.</summary>
    public ReadOnlySpan<float> this[int frame] => _values.AsSpan(frame * PerFrame, PerFrame);

    private float At(ReadOnlySpan<float> cepstra, int frame, int k) =>
        cepstra[Math.Clamp(frame, 0, Frames - 1) * CepstralFrontEnd.Cepstra + k];
}
