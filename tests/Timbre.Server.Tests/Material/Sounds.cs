using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;

namespace Timbre.Server.Tests.Material;

/// <summary>Sound to send: Debian's LibriVox clips (one reader), and what ffmpeg makes of them.</summary>
internal static class Sounds
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    /// <summary>Five clips, 16 kHz, 2 to 8 s.</summary>
    public static IReadOnlyList<string> Clips { get; } = [.. Directory.EnumerateFiles(Folder, "*.wav").Order(StringComparer.Ordinal)];

    public static byte[] Wav(int clip = 0) => File.ReadAllBytes(Clips[clip]);

    /// <summary>The reader's clips one after the other, again and again, for that long.</summary>
    public static Clip Of(double seconds)
    {
        var clips = Clips.Select(path => WavReader.Read(path, new AudioLimits())).ToList();
        var samples = Enumerable.Range(0, int.MaxValue).SelectMany(i => clips[i % clips.Count].Samples).Take((int)(seconds * clips[0].RateHz));
        return new Clip([.. samples], clips[0].RateHz);
    }

    public static Clip Silence(double seconds, int rateHz = 16_000) => new(new float[(int)(seconds * rateHz)], rateHz);

    public static byte[] Bytes(Clip clip, WavEncoding encoding = WavEncoding.Pcm16)
    {
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, clip.RateHz, encoding, leaveOpen: true))
            writer.Write(clip.Samples);
        return stream.ToArray();
    }

    /// <summary>The clip in another format, by ffmpeg's arguments for its output.</summary>
    public static byte[] As(byte[] wav, string extension, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-sound-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "from.wav"), Path.Combine(folder.FullName, "to." + extension));
            File.WriteAllBytes(from, wav);
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-i", from, .. arguments, to]))!;
            ffmpeg.WaitForExit();
            Assert.Equal(0, ffmpeg.ExitCode);
            return File.ReadAllBytes(to);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
