using System.Numerics;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Spectra;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What sound goes through on its way to the file: rooms, telephones, cheap converters.</summary>
internal static class TransmissionPaths
{
    /// <summary>A room's decay of so many seconds, noise that dies away, at so many dB re the direct sound.</summary>
    public static AudioClip Room(AudioClip clip, double seconds, double reverberantDb, int seed)
    {
        var random = new Random(seed);
        var (delay, length) = ((int)(0.008 * clip.RateHz), (int)(seconds * clip.RateHz));
        var room = new double[length];
        for (var n = delay; n < length; n++)
            room[n] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())
                * Math.Pow(10, -3.0 * n / length);
        var scale = Math.Sqrt(Math.Pow(10, reverberantDb / 10) / room.Sum(sample => sample * sample));
        for (var n = 0; n < length; n++)
            room[n] *= scale;
        room[0] = 1;
        return Convolved(clip, room);
    }

    /// <summary>Nothing above half of a lower rate.</summary>
    public static AudioClip OnceAt(AudioClip clip, int rateHz) => Resampler.Convert(Resampler.Convert(clip, rateHz), clip.RateHz);

    /// <summary>From 300 Hz to 3.4 kHz, 8 bits of µ-law.</summary>
    public static AudioClip Telephone(AudioClip clip)
    {
        var at = Resampler.Convert(clip, 8000);
        var samples = (float[])at.Samples.Clone();
        new HighPass(300, 8000).Process(samples);
        for (var n = 0; n < samples.Length; n++)
        {
            var coded = Math.Round(
                127 * Math.Sign(samples[n]) * Math.Log(1 + (255 * Math.Min(1, Math.Abs(samples[n])))) / Math.Log(256)) / 127;
            samples[n] = (float)(Math.Sign(coded) * (Math.Pow(256, Math.Abs(coded)) - 1) / 255);
        }

        return new AudioClip(samples, 8000);
    }

    /// <summary>Played at a higher rate without a filter: the mirror images stand at so many dB re what they mirror.</summary>
    public static AudioClip Imaged(AudioClip clip, double imageDb)
    {
        var low = Resampler.Convert(clip, clip.RateHz / 2);
        var clean = Resampler.Convert(low, clip.RateHz);
        var gain = Math.Pow(10, imageDb / 20);
        return new AudioClip(
            [.. clean.Samples.Select((sample, n) =>
                (float)(sample + (gain * ((n % 2 == 0 ? 2 * low.Samples[Math.Min(n / 2, low.Samples.Length - 1)] : 0) - sample))))],
            clip.RateHz);
    }

    /// <summary>Low pass of second order, twice: a hand over the microphone.</summary>
    public static AudioClip Muffled(AudioClip clip, double cornerHz)
    {
        var samples = (float[])clip.Samples.Clone();
        var k = Math.Tan(Math.PI * cornerHz / clip.RateHz);
        var a0 = 1 + (k * Math.Sqrt(2)) + (k * k);
        new BiQuad(
            k * k / a0, 2 * k * k / a0, k * k / a0, 2 * ((k * k) - 1) / a0, (1 - (k * Math.Sqrt(2)) + (k * k)) / a0).Process(samples);
        return new AudioClip(samples, clip.RateHz);
    }

    /// <summary>Nothing of the lows: a toy's loudspeaker.</summary>
    public static AudioClip Thin(AudioClip clip, double cornerHz)
    {
        var samples = (float[])clip.Samples.Clone();
        new HighPass(cornerHz, clip.RateHz).Process(samples);
        return new AudioClip(samples, clip.RateHz);
    }

    private static AudioClip Convolved(AudioClip clip, double[] room)
    {
        var fft = new RealFft((int)BitOperations.RoundUpToPowerOf2((uint)(clip.Samples.Length + room.Length)));
        double[] x = new double[fft.Size], h = new double[fft.Size];
        double[] re = new double[fft.Bins], im = new double[fft.Bins], hRe = new double[fft.Bins], hIm = new double[fft.Bins];
        for (var n = 0; n < clip.Samples.Length; n++)
            x[n] = clip.Samples[n];
        room.CopyTo(h, 0);
        fft.Forward(x, re, im);
        fft.Forward(h, hRe, hIm);
        for (var k = 0; k < re.Length; k++)
            (re[k], im[k]) = ((re[k] * hRe[k]) - (im[k] * hIm[k]), (re[k] * hIm[k]) + (im[k] * hRe[k]));
        fft.Inverse(re, im, x);
        return new AudioClip([.. x.Take(clip.Samples.Length).Select(sample => (float)sample)], clip.RateHz);
    }
}
