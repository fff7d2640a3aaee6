namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// Level of the first and of the last 10 ms of a recording relative to its speech, in dB: high where the recording cuts speech off.
/// </summary>
/// <remarks>Below -40 dB there is silence before the first word; above -15 dB a word is cut.</remarks>
/// <param name="StartDb">The first 10 ms, -96 to 40 dB re the speech.</param>
/// <param name="EndDb">The last 10 ms.</param>
public readonly record struct CutEdges(double StartDb, double EndDb)
{
    private const double EdgeSeconds = 0.01;
    private const double MinDb = -96;
    private const double MaxDb = 40;

    /// <summary>Of a sound whose speech has so many dB re full scale.</summary>
    public static CutEdges Of(AudioClip clip, double speechDb)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var edge = Math.Min(clip.Samples.Length, (int)Math.Ceiling(EdgeSeconds * clip.RateHz));
        return new CutEdges(
            LevelDb(clip.Samples.AsSpan(0, edge), speechDb), LevelDb(clip.Samples.AsSpan(clip.Samples.Length - edge), speechDb));
    }

    private static double LevelDb(ReadOnlySpan<float> samples, double speechDb)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in samples)
            (sum, squares) = (sum + sample, squares + ((double)sample * sample));
        var variance = samples.Length == 0 ? 0 : Math.Max(0, (squares - (sum * sum / samples.Length)) / samples.Length);
        return Math.Clamp((10 * Math.Log10(variance)) - speechDb, MinDb, MaxDb);
    }
}
