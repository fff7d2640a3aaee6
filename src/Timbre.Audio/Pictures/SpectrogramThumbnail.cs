using Timbre.Audio.Spectra;

namespace Timbre.Audio.Pictures;

/// <summary>A spectrogram small enough for a list: level of each stretch of time in each band of the mel scale.</summary>
/// <remarks>
/// level = 255 · (dB - <see cref="FloorDb"/>) / -<see cref="FloorDb"/>, where a sine of full scale has 0 dB (within 1.5 dB, the window's
/// scallop). Columns run from the start to the end of the sound, rows from 0 Hz to half its rate, equally wide in mel(f) = 2595 · log₁₀(1 +
/// f / 700).
/// </remarks>
/// <param name="Columns">Stretches of time, 1 to <see cref="MaxColumns"/>.</param>
/// <param name="TopHz">Where the highest row ends: half the rate.</param>
/// <param name="Levels">Column after column, in each the lowest row first; 0 is <see cref="FloorDb"/> or less, 255 is 0 dB or more.</param>
public sealed record SpectrogramThumbnail(int Columns, double TopHz, byte[] Levels)
{
    /// <summary>Bands of the mel scale.</summary>
    public const int Rows = 64;

    /// <summary>Most stretches of time.</summary>
    public const int MaxColumns = 160;

    /// <summary>The level of colour 0 in dB relative to a full-scale sine.</summary>
    public const double FloorDb = -96;

    private const double FrameSeconds = 0.032;

    /// <summary>Draws it; a sound shorter than a frame is one column.</summary>
    public static SpectrogramThumbnail Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var frameSamples = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, clip.RateHz * FrameSeconds * 0.75));
        var frames = Math.Max(1, ((clip.Samples.Length - frameSamples) / (frameSamples / 2)) + 1);
        var columns = Math.Min(MaxColumns, frames);
        var spectrum = new Frame(frameSamples);
        var bands = Bands(frameSamples, clip.RateHz);
        var power = new double[spectrum.Power.Length];
        var levels = new byte[columns * Rows];
        for (var column = 0; column < columns; column++)
        {
            var (first, end) = ((int)((long)column * frames / columns), (int)((column + 1L) * frames / columns));
            Array.Clear(power);
            for (var frame = first; frame < end; frame++)
            {
                spectrum.Read(clip.Samples, frame * (frameSamples / 2));
                for (var k = 0; k < power.Length; k++)
                    power[k] += spectrum.Power[k] / (end - first);
            }

            for (var row = 0; row < Rows; row++)
                levels[(column * Rows) + row] = Level(MaxPower(power.AsSpan(bands[row].First..bands[row].End)));
        }

        return new SpectrogramThumbnail(columns, clip.RateHz / 2.0, levels);
    }

    /// <summary>Bins of each row, at least the one nearest to its middle.</summary>
    private static (int First, int End)[] Bands(int frameSamples, int rateHz)
    {
        var binHz = (double)rateHz / frameSamples;
        var topMel = Mel(rateHz / 2.0);
        return [.. Enumerable.Range(0, Rows).Select(row =>
        {
            var (low, high) = (Hz(topMel * row / Rows) / binHz, Hz(topMel * (row + 1) / Rows) / binHz);
            var (first, end) = ((int)Math.Ceiling(low), row == Rows - 1 ? (frameSamples / 2) + 1 : (int)Math.Ceiling(high));
            var nearest = (int)Math.Round((low + high) / 2);
            return end > first ? (first, end) : (nearest, nearest + 1);
        })];
    }

    private static double Mel(double hz) => 2595 * Math.Log10(1 + (hz / 700));

    private static double Hz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    private static double MaxPower(ReadOnlySpan<double> power)
    {
        var max = 0.0;
        foreach (var one in power)
            max = Math.Max(max, one);
        return max;
    }

    private static byte Level(double power) =>
        (byte)Math.Round(Math.Clamp(1 - (10 * Math.Log10(Math.Max(power, 1e-12)) / FloorDb), 0, 1) * 255);

    /// <summary>|Σ w[n]·x[n]·e^(-2πikn/N)|² / (Σw / 2)², so that a sine of full scale has power 1 in its bin.</summary>
    private sealed class Frame
    {
        private readonly RealFft _fft;
        private readonly double[] _window;
        private readonly double[] _x;
        private readonly double[] _re;
        private readonly double[] _im;
        private readonly double _gain;

        public Frame(int samples)
        {
            _fft = new RealFft(samples);
            _window = new double[samples];
            _x = new double[samples];
            _re = new double[_fft.Bins];
            _im = new double[_fft.Bins];
            Power = new double[_fft.Bins];
            Window.Hann(_window);
            _gain = Math.Pow(2 / _window.Sum(), 2);
        }

        public double[] Power { get; }

        public void Read(ReadOnlySpan<float> sound, int start)
        {
            for (var i = 0; i < _x.Length; i++)
                _x[i] = start + i < sound.Length ? sound[start + i] * _window[i] : 0;
            _fft.Forward(_x, _re, _im);
            PowerSpectrum.Of(_re, _im, Power, _gain);
        }
    }
}
