using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Faults;

/// <summary>Mirror images of a sound's spectrum above half of a rate that it once had: what resampling without a filter leaves.</summary>
/// <remarks>
/// ρ = the correlation, bin by bin, in the median of the loud frames, of the fine structure (log power less its mean over 600 Hz) below a
/// frequency with that above it, mirrored. Voices have harmonics on both sides, but no two of them in the same distance from the mirror.
/// </remarks>
/// <param name="MirrorHz">Half of the rate that it once had; 0 where none was tried.</param>
/// <param name="Correlation">ρ, -1 to 1: above 0.5 for images, below 0.3 without.</param>
/// <param name="LevelDb">What stands above the mirror in dB re what stands below it, over 1.5 kHz each; filters leave less than -60
/// dB.</param>
public readonly record struct SpectralImages(double MirrorHz, double Correlation, double LevelDb)
{
    /// <summary>Less alike is no image.</summary>
    private const double MinCorrelation = 0.5;

    private static readonly int[] OldRatesHz = [8000, 11025, 12000, 16000, 22050, 24000, 32000];

    private const double FrameSeconds = 0.064;
    private const double WidthHz = 1500;
    private const double GapHz = 100;
    private const double SmoothHz = 600;
    private const int MaxFrames = 200;
    private const double LoudShare = 0.4;
    private const double MinBelowDb = -65;
    private const double MinDb = -96;
    private const double MaxDb = 60;

    /// <summary>The level of the images, -96 where there are none.</summary>
    public double AudibleDb => Correlation >= MinCorrelation ? LevelDb : MinDb;

    /// <summary>For the lowest mirror that fits, or that which comes nearest, among half of the usual rates below the clip's own.</summary>
    public static SpectralImages Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var frame = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(FrameSeconds * 0.75 * clip.RateHz));
        var mirrors = Array.FindAll(OldRatesHz, rate => rate / 2 + WidthHz < clip.RateHz / 2.0);
        var spectra = frame < 64 || mirrors.Length == 0 ? [] : LoudSpectra(clip.Samples, frame, clip.RateHz);
        var best = new SpectralImages(0, -1, MinDb);
        foreach (var rateHz in mirrors)
        {
            var (mirror, binsPerHz) = (rateHz / 2.0 * frame / clip.RateHz, (double)frame / clip.RateHz);
            var correlation = Correlate(spectra, mirror, binsPerHz);
            if (correlation > best.Correlation && BelowDb(spectra, mirror, binsPerHz) > MinBelowDb)
                best = new SpectralImages(rateHz / 2.0, correlation, LevelDbAt(spectra, mirror, binsPerHz));
            if (best.Correlation >= MinCorrelation)
                break; // whatever mirrors higher up mirrors the images
        }

        return best.MirrorHz == 0 ? new SpectralImages(0, 0, MinDb) : best;
    }

    /// <summary>The median over frames: a click is its own mirror image, but hardly ever there.</summary>
    private static double Correlate(List<(float[] Fine, float[] Power)> spectra, double mirrorBins, double binsPerHz)
    {
        var (from, to) = ((int)(GapHz * binsPerHz), (int)(WidthHz * binsPerHz));
        var correlations = new List<double>();
        foreach (var (spectrum, _) in spectra)
        {
            var (product, below, above) = (0.0, 0.0, 0.0);
            for (var d = from; d <= to; d++)
            {
                double a = spectrum[(int)Math.Round(mirrorBins - d)], b = spectrum[(int)Math.Round(mirrorBins + d)];
                (product, below, above) = (product + (a * b), below + (a * a), above + (b * b));
            }

            correlations.Add(below > 0 && above > 0 ? product / Math.Sqrt(below * above) : 0);
        }

        correlations.Sort();
        return correlations.Count == 0 ? -1 : correlations[correlations.Count / 2];
    }

    /// <summary>Power of the band that an image would mirror, relative to the whole power, in dB.</summary>
    private static double BelowDb(List<(float[] Fine, float[] Power)> spectra, double mirrorBins, double binsPerHz)
    {
        var (mirror, width) = ((int)Math.Round(mirrorBins), (int)(WidthHz * binsPerHz));
        var (below, all) = (0.0, 0.0);
        foreach (var (_, power) in spectra)
        {
            for (var k = 0; k < power.Length; k++)
                (below, all) = (below + (k >= mirror - width && k < mirror ? power[k] : 0), all + power[k]);
        }

        return 10 * Math.Log10((below + 1e-30) / (all + 1e-20));
    }

    private static double LevelDbAt(List<(float[] Fine, float[] Power)> spectra, double mirrorBins, double binsPerHz)
    {
        var (mirror, width) = ((int)Math.Round(mirrorBins), (int)(WidthHz * binsPerHz));
        var (below, above) = (0.0, 0.0);
        foreach (var (_, power) in spectra)
        {
            for (var d = (int)(GapHz * binsPerHz); d <= width; d++)
                (below, above) = (below + power[mirror - d], above + power[mirror + d]);
        }

        return Math.Clamp(10 * Math.Log10((above + 1e-20) / (below + 1e-20)), MinDb, MaxDb);
    }

    /// <summary>Of the louder frames the fine structure, log power less its moving mean, and the power.</summary>
    private static List<(float[] Fine, float[] Power)> LoudSpectra(ReadOnlySpan<float> samples, int frame, int rateHz)
    {
        var fft = new RealFft(frame);
        var window = new double[frame];
        Window.Blackman(window);
        var hop = frame / 2;
        var whole = samples.Length < frame ? 0 : ((samples.Length - frame) / hop) + 1;
        var frames = new List<(double Power, (float[] Fine, float[] Power) Spectrum)>();
        double[] x = new double[frame], re = new double[fft.Bins], im = new double[fft.Bins], log = new double[fft.Bins];
        var width = Math.Max(3, (int)(SmoothHz * frame / rateHz)) | 1;
        for (var t = 0; t < Math.Min(whole, MaxFrames); t++)
        {
            var start = (int)((long)t * whole / Math.Min(whole, MaxFrames)) * hop;
            var power = 0.0;
            for (var i = 0; i < frame; i++)
            {
                x[i] = samples[start + i] * window[i];
                power += x[i] * x[i];
            }

            fft.Forward(x, re, im);
            var spectrum = new float[fft.Bins];
            for (var k = 0; k < log.Length; k++)
            {
                spectrum[k] = (float)((re[k] * re[k]) + (im[k] * im[k]));
                log[k] = Math.Log(spectrum[k] + 1e-9);
            }

            frames.Add((power, (Fine(log, width), spectrum)));
        }

        return [.. frames.OrderByDescending(one => one.Power).Take((int)(LoudShare * frames.Count)).Select(one => one.Spectrum)];
    }

    private static float[] Fine(double[] log, int width)
    {
        var fine = new float[log.Length];
        var (sum, count) = (0.0, 0);
        var half = width / 2;
        for (var k = -half; k < log.Length; k++)
        {
            if (k + half < log.Length)
                (sum, count) = (sum + log[k + half], count + 1);
            if (k - half - 1 >= 0)
                (sum, count) = (sum - log[k - half - 1], count - 1);
            if (k >= 0)
                fine[k] = (float)(log[k] - (sum / count));
        }

        return fine;
    }
}
