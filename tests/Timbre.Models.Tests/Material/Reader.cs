using Timbre.Audio.Formats;

namespace Timbre.Models.Tests.Material;

/// <summary>The LibriVox reader of Debian's pocketsphinx-testdata: a man, five clips, 25 s.</summary>
internal static class Reader
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    public static IReadOnlyList<TrainingRecording> Recordings { get; } =
        [.. Directory.GetFiles(Folder, "*.wav").Order().Select(Recording)];

    /// <summary>A voice of two of the clips, trained once for all tests that need any voice.</summary>
    public static Lazy<VoiceModel> Voice { get; } = new(() => new VoiceEngine().Train([.. Recordings.Take(2)], VoiceType.Rapid, 2, null, CancellationToken.None));

    private static TrainingRecording Recording(string path) =>
        new(Path.GetFileName(path), () => WavReader.Read(path, new AudioLimits()), null, WavReader.Read(path, new AudioLimits()).Seconds);
}
