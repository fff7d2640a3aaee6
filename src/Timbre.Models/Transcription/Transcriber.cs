using Timbre.Audio;
using Timbre.Models.Analysis;
using Timbre.Models.Programs;

namespace Timbre.Models.Transcription;

/// <summary>Writes down what is said in recordings: the text that was given with them where it fits, what a machine hears otherwise.</summary>
/// <remarks>Any number of threads may ask. English is recognised, and nothing else.</remarks>
public sealed class Transcriber
{
    /// <summary>The longest recording that is listened to, in seconds.</summary>
    public const double LongestSeconds = 120;

    private readonly Recogniser _recogniser = new();

    /// <summary>What is said in one recording; null where nothing was given and nothing is heard.</summary>
    /// <param name="sound">At most <see cref="LongestSeconds"/>, of any rate.</param>
    /// <param name="given">What its owner says is said in it, if anybody says.</param>
    /// <param name="ct">Ends it, also within a recording.</param>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">PocketSphinx broke off or took too long.</exception>
    public Transcript? Of(Clip sound, string? given, CancellationToken ct) => Of([new Utterance(sound, given)], ct)[0];

    /// <summary>The same for several recordings, in their order. Those that nobody wrote down share one start of PocketSphinx, which takes a second; a few minutes of sound at once are enough for that.</summary>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">PocketSphinx broke off or took too long.</exception>
    public IReadOnlyList<Transcript?> Of(IReadOnlyList<Utterance> utterances, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        foreach (var utterance in utterances)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(utterance.Sound.Seconds, LongestSeconds);

        var transcripts = new Transcript?[utterances.Count];
        var unknown = new List<int>();
        for (var i = 0; i < transcripts.Length; i++)
        {
            if (Text(utterances[i].Given) is { } given)
                transcripts[i] = new Transcript(given, IsRecognised: false, Confidence: 0.5, []); // not compared with the sound yet
            else
                unknown.Add(i);
        }

        var heard = _recogniser.Words([.. unknown.Select(i => utterances[i].Sound)], ct);
        for (var i = 0; i < unknown.Count; i++)
        {
            if (heard[i].Count > 0)
                transcripts[unknown[i]] = new Transcript(string.Join(' ', heard[i]), IsRecognised: true, Confidence: 0.5, []);
        }

        return transcripts;
    }

    /// <summary>What somebody wrote down, or null where it says nothing.</summary>
    private static string? Text(string? given) => given?.Trim() is { Length: > 0 } text && text != "undefined" ? text : null;
}
