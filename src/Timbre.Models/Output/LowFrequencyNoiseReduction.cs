using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Spectra;

namespace Timbre.Models.Output;

/// <summary>Reduces low-frequency noise to the level of the speaker's recordings.</summary>
/// <remarks>
/// The vocoder follows the base voice's envelope down to 0 Hz; a good microphone records nothing there, and the ear takes the difference
/// for another room.
/// </remarks>
/// <param name="rateHz">Samples per second.</param>
/// <param name="cornerHz">Below it lies no voice.</param>
/// <param name="gain">Amplitude that is left far below the corner, 0 to 1.</param>
internal sealed class LowFrequencyNoiseReduction(int rateHz, double cornerHz, float gain)
{
    private const int FftSize = 2048;
    private const double MinHz = 12;
    private const double MaxHz = 44;

    private readonly HighPass _highPass = new(cornerHz, rateHz);

    /// <summary>Power between 12 and 44 Hz, and all power, summed over a clip.</summary>
    public static (double Low, double All) Measure(AudioClip clip)
    {
        var fft = new RealFft(FftSize);
        var (window, wave, re, im) = (new double[FftSize], new double[FftSize], new double[fft.Bins], new double[fft.Bins]);
        Window.Hann(window);
        int first = (int)Math.Ceiling(MinHz * FftSize / clip.RateHz), last = (int)(MaxHz * FftSize / clip.RateHz);
        var (low, all) = (0.0, 0.0);
        for (var start = 0; start + FftSize <= clip.Samples.Length; start += FftSize / 2)
        {
            for (var i = 0; i < FftSize; i++)
                wave[i] = window[i] * clip.Samples[start + i];
            fft.Forward(wave, re, im);
            for (var k = 1; k < fft.Bins; k++)
            {
                var power = re[k] * re[k] + im[k] * im[k];
                all += power;
                low += k >= first && k <= last ? power : 0;
            }
        }

        return (low, all);
    }

    /// <summary>y = HP(x) + g (x - HP(x)) for further samples, in place.</summary>
    public void Reduce(Span<float> samples)
    {
        if (gain >= 1)
            return;

        var high = samples.ToArray();
        _highPass.Process(high);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = high[i] + gain * (samples[i] - high[i]);
    }
}
