using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>A speaker, and the voices that are trained of the speaker's recordings, each once for all tests.</summary>
internal sealed class HashedSpeaker
{
    private const string Librivox = "librivox/sense_and_sensibility_01_austen_64kb-";

    /// <summary>The result does not depend on it.</summary>
    private const int MaxCores = 1;

    /// <summary>A long training needs 20 phrases.</summary>
    private const int LongRecordings = 20;

    /// <summary>Stretches of a reader's sentences, with what is said in them: (file, seconds from, seconds to, words).</summary>
    private static readonly (string File, double Start, double End, string Text)[] LibrivoxSegments =
    [
        (Librivox + "0870.wav", 0.05, 1.02, "and mister john"),
        (Librivox + "0870.wav", 2.2, 3.5, "leisure to consider"),
        (Librivox + "0870.wav", 4.9, 6.08, "prudently in his power"),
        (Librivox + "0880.wav", 0.1, 1, "he was not"),
        (Librivox + "0880.wav", 2.03, 2.95, "young man"),
        (Librivox + "0890.wav", 0.84, 2.22, "rather cold hearted"),
        (Librivox + "0890.wav", 2.2, 3.65, "and rather selfish"),
        (Librivox + "0920.wav", 1.02, 2.51, "more amiable woman"),
        (Librivox + "0920.wav", 2.49, 3.37, "he might have been"),
        (Librivox + "0920.wav", 3.34, 4.28, "made still more"),
        (Librivox + "0930.wav", 0.1, 0.96, "he might even"),
    ];

    private readonly Dictionary<string, Lazy<VoiceModel>> _voices;

    /// <param name="rapid">At least 2 s with 1 s of speech: shorter ones do not tell who speaks.</param>
    /// <param name="whole">The same for the long training, with its words.</param>
    /// <param name="professional">Phrases of known words, which are repeated until there are enough for a long training.</param>
    private HashedSpeaker(TrainingRecording rapid, TrainingRecording whole, IReadOnlyList<TrainingRecording> professional)
    {
        _voices = new()
        {
            ["rapid"] = Train(VoiceType.Rapid, [rapid]),
            ["professional"] = Train(VoiceType.Professional, [whole, .. Repeated(professional, LongRecordings)]),
            // Less than 2 s of words: a base voice is bent.
            ["clustergen"] = Train(VoiceType.Rapid, [Segment(rapid, 0.5, 2, null)]),
        };
    }

    /// <summary>Two speakers of Debian's pocketsphinx-testdata: a reader of LibriVox, and one who names playing cards.</summary>
    public static IReadOnlyDictionary<string, HashedSpeaker> All { get; } = new Dictionary<string, HashedSpeaker>
    {
        ["librivox"] = new(
            Packaged(Librivox + "0870.wav", null),
            Packaged(Librivox + "0880.wav", "he was not an ill disposed young man"),
            [.. LibrivoxSegments.Select(segment => Segment(Packaged(segment.File, null), segment.Start, segment.End, segment.Text))]),
        ["cards"] = new(
            Packaged("cards/005.wav", "eight of spades four of clubs seven of hearts"),
            Packaged("cards/005.wav", "eight of spades four of clubs seven of hearts"),
            [Packaged("cards/001.wav", "ten of clubs"), Packaged("cards/003.wav", "seven of clubs")]),
    };

    /// <summary>A voice by the way it is trained: rapid, professional, or clustergen.</summary>
    public VoiceModel Voice(string kind) => _voices[kind].Value;

    /// <summary>A rapid voice of recordings in the shared folder whose words are known.</summary>
    /// <param name="texts">Paths below <c>speech/train</c>, and what is said.</param>
    public static VoiceModel OfShared(IEnumerable<(string Path, string Text)> texts)
    {
        var recordings = texts.Select(text => Recording(SharedFolder.At("speech", "train", text.Path), text.Text));
        return Train(VoiceType.Rapid, [.. recordings]).Value;
    }

    private static Lazy<VoiceModel> Train(VoiceType type, IReadOnlyList<TrainingRecording> recordings) =>
        new(() => EmbeddedModels.Engine.Train(recordings, type, MaxCores, null, null, CancellationToken.None));

    private static TrainingRecording Packaged(string file, string? text) =>
        Recording(Path.Combine("/usr/share/pocketsphinx/test/data", file), text);

    private static TrainingRecording Recording(string path, string? text)
    {
        var clip = AudioDecoder.Decode(path, new AudioLimits(), CancellationToken.None).GetAwaiter().GetResult();
        return new TrainingRecording(Path.GetFileName(path), () => clip, text, clip.Seconds);
    }

    private static TrainingRecording Segment(TrainingRecording recording, double startSeconds, double endSeconds, string? text)
    {
        AudioClip Load() => recording.Load().Cut(startSeconds, endSeconds);
        return new TrainingRecording($"{recording.Name} from {startSeconds} s", Load, text, endSeconds - startSeconds);
    }

    private static TrainingRecording[] Repeated(IReadOnlyList<TrainingRecording> recordings, int count) =>
        [.. Enumerable.Range(0, count).Select(i => recordings[i % recordings.Count])];
}
