using System.IO.Compression;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Analysis;

/// <summary>What goes wrong with recordings, done to good ones.</summary>
internal static class Damage
{
    /// <summary>One of the reader's clips, 1 to 8 s.</summary>
    public static AudioClip Clean(int clip) => WavReader.Read(new MemoryStream(Samples.Bytes(clip)), new AudioLimits());

    public static byte[] Wav(AudioClip clip) => WavWriter.ToBytes(clip);

    /// <summary>Amplified until the peaks are far beyond full scale, and cut off there.</summary>
    public static AudioClip Clipped(AudioClip clip)
    {
        var gain = 6 / clip.Samples.Max(Math.Abs);
        return Each(clip, (sample, _) => Math.Clamp(sample * gain, -1, 1));
    }

    /// <summary>With white noise 6 dB below the speech.</summary>
    public static AudioClip Noisy(AudioClip clip, int seed = 1)
    {
        var random = new Random(seed);
        var level = (float)Math.Sqrt(clip.Samples.Average(sample => sample * sample));
        return Each(clip, (sample, _) => (sample + (0.5f * level * Gauss(random))) * 0.5f);
    }

    /// <summary>What a telephone of old lets through.</summary>
    public static AudioClip Telephone(AudioClip clip) =>
        Read(
            Material.Sounds.As(
                Wav(clip), "wav", "-af",
                "highpass=f=300,highpass=f=300,lowpass=f=2700,lowpass=f=2700,lowpass=f=2700,lowpass=f=2700,lowpass=f=2700,lowpass=f=2700"));

    /// <summary>So quiet that the steps of 16 bits are heard.</summary>
    public static AudioClip Quiet(AudioClip clip) => Each(clip, (sample, _) => sample * 0.015f);

    /// <summary>A chord, and nobody speaks.</summary>
    public static AudioClip Tones(double seconds, int rateHz = 16_000) => new(
        [.. Enumerable.Range(0, (int)(seconds * rateHz))
            .Select(i => (float)((double[])[261.6, 329.6, 392.0]).Sum(hz => 0.1 * Math.Sin(2 * Math.PI * hz * i / rateHz)))],
        rateHz);

    public static AudioClip Silence(double seconds, int rateHz = 16_000) => new(new float[(int)(seconds * rateHz)], rateHz);

    /// <summary>A dataset of recordings, some with what is said in them.</summary>
    public static byte[] Zip(params (string Name, AudioClip Sound, string? Text)[] recordings)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, sound, text) in recordings)
            {
                using (var entry = zip.CreateEntry($"{name}.wav").Open())
                    entry.Write(Wav(sound));
                if (text is null)
                    continue;
                using var words = new StreamWriter(zip.CreateEntry($"{name}.txt").Open());
                words.Write(text);
            }
        }

        return memory.ToArray();
    }

    private static AudioClip Each(AudioClip clip, Func<float, int, float> change) => new([.. clip.Samples.Select(change)], clip.RateHz);

    private static AudioClip Read(byte[] wav) => WavReader.Read(new MemoryStream(wav), new AudioLimits());

    private static float Gauss(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
