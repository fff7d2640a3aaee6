using Timbre.Audio.Measures.Comparison;

namespace Timbre.Audio.Measures.Intelligibility;

/// <summary>
/// Short-time objective intelligibility (STOI): mean correlation of both band envelopes over 384 ms. About 0 to 1.
/// </summary>
/// <remarks>
/// STOI: Taal, Hendriks, Heusdens, Jensen, "An Algorithm for Intelligibility Prediction of Time-Frequency Weighted Noisy Speech"
/// (2011). ESTOI: Jensen, Taal, "An Algorithm for Predicting the Intelligibility of Speech Masked by Modulated Noise Maskers"
/// (2016). Frames in which the reference is silent do not count. Gain does not matter; a delay does.
/// </remarks>
public sealed class Stoi
{
    private const int SegmentFrames = 30;
    private const int Bands = ThirdOctaves.Bands;
    private const int Cells = SegmentFrames * Bands;
    private const double MinSdrDb = -15;

    /// <summary>Below this a norm is that of nothing, and correlates with nothing.</summary>
    private const double Nothing = 1e-15;

    private readonly double[] _reference;
    private readonly double[] _degraded;
    private readonly int _frames;

    private Stoi(double[] reference, double[] degraded)
    {
        (_reference, _degraded) = (reference, degraded);
        _frames = reference.Length / Bands;
    }

    /// <summary>The intelligibility of <paramref name="degraded"/>; 1 for the reference itself.</summary>
    /// <exception cref="IncomparableException">The two have no score; among other things, the reference holds less than 0.4 s of
    /// speech.</exception>
    public static double Score(AudioClip reference, AudioClip degraded) => Score(SoundPair.Of(reference, degraded));

    /// <inheritdoc cref="Score(AudioClip, AudioClip)"/>
    public static double Score(SoundPair pair) => Of(pair).Score();

    /// <summary>The same in the extended form, for noise that comes and goes: bands are seen together, not each for itself.</summary>
    /// <exception cref="IncomparableException">The two have no score; among other things, the reference holds less than 0.4 s of
    /// speech.</exception>
    public static double ExtendedScore(AudioClip reference, AudioClip degraded) => Of(SoundPair.Of(reference, degraded)).ExtendedScore();

    /// <summary>Both scores read one analysis.</summary>
    internal static Stoi Of(SoundPair pair)
    {
        var (reference, degraded) = SilentFrameRemoval.Of(pair);
        var measured = new Stoi(ThirdOctaves.Of(reference), ThirdOctaves.Of(degraded));
        return measured._frames >= SegmentFrames
            ? measured
            : throw new IncomparableException(
                ComparedSide.Reference,
                $"holds only {(double)reference.Length / ThirdOctaves.RateHz:0.##} s of speech; STOI needs 0.4 s.");
    }

    /// <summary>
    /// Mean over bands and segments of corr(x, min(y·‖x‖/‖y‖, x·(1 + 10^(15/20)))): the degraded envelope, brought to the reference's level
    /// and clipped 15 dB above it.
    /// </summary>
    internal double Score()
    {
        var ceiling = 1 + Math.Pow(10, -MinSdrDb / 20);
        Span<double> x = stackalloc double[SegmentFrames], y = stackalloc double[SegmentFrames];
        var sum = 0.0;
        var segments = _frames - SegmentFrames + 1;
        for (var segment = 0; segment < segments; segment++)
        {
            for (var band = 0; band < Bands; band++)
            {
                var (energyX, energyY) = (0.0, 0.0);
                for (var t = 0; t < SegmentFrames; t++)
                {
                    var at = ((segment + t) * Bands) + band;
                    (x[t], y[t]) = (_reference[at], _degraded[at]);
                    energyX += x[t] * x[t];
                    energyY += y[t] * y[t];
                }

                var gain = Math.Sqrt(energyX) / Math.Max(Math.Sqrt(energyY), Nothing);
                for (var t = 0; t < SegmentFrames; t++)
                    y[t] = Math.Min(y[t] * gain, x[t] * ceiling);
                Normalise(x, SegmentFrames, 1);
                Normalise(y, SegmentFrames, 1);
                sum += Product(x, y);
            }
        }

        return sum / (segments * Bands);
    }

    /// <summary>
    /// Mean over segments of Σ x·y / 30, x and y with mean 0 and norm 1 first along time in each band, then across bands in each frame.
    /// </summary>
    internal double ExtendedScore()
    {
        Span<double> x = stackalloc double[Cells], y = stackalloc double[Cells];
        var sum = 0.0;
        var segments = _frames - SegmentFrames + 1;
        for (var segment = 0; segment < segments; segment++)
        {
            _reference.AsSpan(segment * Bands, Cells).CopyTo(x);
            _degraded.AsSpan(segment * Bands, Cells).CopyTo(y);
            Whiten(x);
            Whiten(y);
            sum += Product(x, y) / SegmentFrames;
        }

        return sum / segments;
    }

    private static void Whiten(Span<double> cells)
    {
        for (var band = 0; band < Bands; band++)
            Normalise(cells[band..], SegmentFrames, Bands);
        for (var t = 0; t < SegmentFrames; t++)
            Normalise(cells[(t * Bands)..], Bands, 1);
    }

    /// <summary>Mean 0 and norm 1, over <paramref name="count"/> values <paramref name="step"/> apart.</summary>
    private static void Normalise(Span<double> values, int count, int step)
    {
        var mean = 0.0;
        for (var i = 0; i < count; i++)
            mean += values[i * step];
        mean /= count;

        var energy = 0.0;
        for (var i = 0; i < count; i++)
        {
            values[i * step] -= mean;
            energy += values[i * step] * values[i * step];
        }

        var scale = 1 / Math.Max(Math.Sqrt(energy), Nothing);
        for (var i = 0; i < count; i++)
            values[i * step] *= scale;
    }

    private static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
