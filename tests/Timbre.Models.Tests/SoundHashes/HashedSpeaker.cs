using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>A speaker, and the voices that are trained of the speaker's recordings, each once for all tests.</summary>
internal sealed class HashedSpeaker
{
    /// <summary>The result does not depend on it.</summary>
    private const int MaxCores = 1;

    private const double PieceSeconds = 0.8;
    private const int MaxPieces = 23;

    private readonly Dictionary<string, Lazy<VoiceModel>> _voices;

    /// <param name="recordings">At least one of 2 s or more, and enough for 20 pieces.</param>
    /// <param name="hopSeconds">From the start of a piece to the start of the next one.</param>
    private HashedSpeaker(IReadOnlyList<TrainingRecording> recordings, double hopSeconds)
    {
        var longest = recordings.MaxBy(recording => recording.Seconds)!;
        _voices = new()
        {
            ["rapid"] = Train(VoiceType.Rapid, [longest]),
            // A long training needs 20 phrases: the speaker's few sentences are cut into pieces.
            ["professional"] = Train(VoiceType.Professional, Pieces(recordings, hopSeconds)),
            // Less than 2 s of words: a base voice is bent.
            ["clustergen"] = Train(VoiceType.Rapid, [Piece(longest, 0.5, 2)]),
        };
    }

    /// <summary>Two speakers of Debian's pocketsphinx-testdata: a reader of LibriVox, and one who names playing cards.</summary>
    public static IReadOnlyDictionary<string, HashedSpeaker> All { get; } = new Dictionary<string, HashedSpeaker>
    {
        ["librivox"] = new(Recordings("librivox"), 1),
        ["cards"] = new(Recordings("cards"), 0.35),
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

    private static TrainingRecording[] Recordings(string folder)
    {
        var files = Directory.GetFiles(Path.Combine("/usr/share/pocketsphinx/test/data", folder), "*.wav").Order(StringComparer.Ordinal);
        return [.. files.Select(file => Recording(file, null))];
    }

    private static TrainingRecording Recording(string path, string? text)
    {
        var clip = AudioDecoder.Decode(path, new AudioLimits(), CancellationToken.None).GetAwaiter().GetResult();
        return new TrainingRecording(Path.GetFileName(path), () => clip, text, clip.Seconds);
    }

    private static IEnumerable<TrainingRecording> Pieces(TrainingRecording recording, double hopSeconds)
    {
        for (var start = 0.0; start + PieceSeconds <= recording.Seconds; start += hopSeconds)
            yield return Piece(recording, start, start + PieceSeconds);
    }

    private static TrainingRecording[] Pieces(IEnumerable<TrainingRecording> recordings, double hopSeconds) =>
        [.. recordings.SelectMany(recording => Pieces(recording, hopSeconds)).Take(MaxPieces)];

    private static TrainingRecording Piece(TrainingRecording recording, double startSeconds, double endSeconds)
    {
        AudioClip Load() => recording.Load().Cut(startSeconds, endSeconds);
        return new TrainingRecording($"{recording.Name} from {startSeconds} s", Load, null, endSeconds - startSeconds);
    }
}
