using Timbre.Audio.Formats;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Models.Tests.Material;

/// <summary>The LibriVox reader of Debian's pocketsphinx-testdata: a man, five clips, 25 s.</summary>
internal static class Reader
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    public static IReadOnlyList<TrainingRecording> Recordings { get; } =
        [.. Directory.GetFiles(Folder, "*.wav").Order().Select(Recording)];

    /// <summary>What is said in each of <see cref="Recordings"/>.</summary>
    public static IReadOnlyList<string> Texts { get; } =
        [.. File.ReadLines(Path.Combine(Folder, "transcription")).Where(line => line.StartsWith("<s>", StringComparison.Ordinal))
            .Select(line => line[4..line.IndexOf(" </s>", StringComparison.Ordinal)])];

    /// <summary>A voice of two of the clips, trained once for all tests that need any voice.</summary>
    public static Lazy<VoiceModel> Voice { get; } = new(() =>
        EmbeddedModels.Engine.Train([.. Recordings.Take(2)], VoiceType.Rapid, 2, null, null, CancellationToken.None));

    private static TrainingRecording Recording(string path) =>
        new(Path.GetFileName(path), () => WavReader.Read(path, new AudioLimits()), null, WavReader.Read(path, new AudioLimits()).Seconds);
}
