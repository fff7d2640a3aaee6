using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Material;

/// <summary>Sounds that nobody recorded like that: silence, any length, any format.</summary>
internal static class Sounds
{
    public static byte[] Silence(double seconds, int rateHz =
        16_000) => WavWriter.ToBytes(new AudioClip(new float[(int)(seconds * rateHz)], rateHz));

    /// <summary>The reader of <see cref="Samples"/>, again and again for that long, as if recorded at that rate.</summary>
    public static byte[] Reader(double seconds, int rateHz = 16_000, WavEncoding encoding = WavEncoding.Pcm16)
    {
        var speech = WavReader.Read(new MemoryStream(Samples.Long()), new AudioLimits()).Samples;
        return WavWriter.ToBytes(
            new AudioClip([.. Enumerable.Range(0, (int)Math.Round(seconds * rateHz)).Select(i => speech[i % speech.Length])], rateHz),
            encoding);
    }

    /// <summary>A WAV in another format, by ffmpeg's arguments for its output.</summary>
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
