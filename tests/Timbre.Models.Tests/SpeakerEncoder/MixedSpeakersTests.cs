using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SpeakerEncoder;

/// <summary>Real recordings of one woman with some of another woman, as Debian's asterisk-core-sounds-* have them.</summary>
public sealed class MixedSpeakersTests
{
    private const string Sounds = "/usr/share/asterisk/sounds";
    private const int MinBytes = 3 * 8000; // 3 s of G.722

    [Fact]
    public void Another_woman_among_Allisons_recordings_is_found()
    {
        var (own, other) = (Recordings("en_US_f_Allison", 28), Recordings("fr_CA_f_June", 4));
        var speaker = DatasetSpeaker.Of(EmbeddedModels.Comparer, [.. own, .. other]);
        var outliers = speaker.Outliers.Select(one => one.Name).ToHashSet();
        Assert.Equal(other.Count, other.Count(one => outliers.Contains(one.Name)));
        Assert.InRange(own.Count(one => outliers.Contains(one.Name)), 0, 1);
    }

    private static List<(string Name, SpeakerEmbedding Embedding)> Recordings(string folder, int count)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Sounds, folder), "*.g722").Where(path => new FileInfo(path).Length > MinBytes)
            .Order(StringComparer.Ordinal).ToList();
        var some = new List<(string, SpeakerEmbedding)>();
        foreach (var path in files)
        {
            if (some.Count < count && EmbeddedModels.Encoder.TryEmbed(Read(path)) is { } embedding)
                some.Add(($"{folder}/{Path.GetFileName(path)}", embedding));
        }

        return some;
    }

    private static AudioClip Read(string path)
    {
        var wav = Path.GetTempFileName();
        try
        {
            using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-y", "-f", "g722", "-i", path, "-f", "wav", wav]);
            ffmpeg.WaitForExit();
            Assert.Equal(0, ffmpeg.ExitCode);
            return WavReader.Read(wav, new AudioLimits());
        }
        finally
        {
            File.Delete(wav);
        }
    }
}
