using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Alignment;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Utterances;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>Cuts a recording whose text is known at its pauses, into phrases of phones with lengths.</summary>
internal sealed class RecordingSegmenter(SphinxAcousticModel model, PhoneInventory inventory)
{
    private const int MinPauseFrames = 10; // frames: shorter ones belong to the sounds beside them
    private const int MaxPauseFrames = 20; // frames of a pause that a phrase keeps

    private readonly ScriptReader _reader = new(InstalledLexicon.English);
    private readonly PhoneAligner _aligner = new(model);

    /// <summary>
    /// The phrases in order, and log p of a frame on average; null where the text has no words, or more than the sound has room for.
    /// </summary>
    /// <param name="sound">The recording.</param>
    /// <param name="text">What is said in it.</param>
    public (IReadOnlyList<AlignedPhrase> Phrases, float Score)? Segment(CepstralFeatures sound, string text, CancellationToken ct)
    {
        Script script;
        try
        {
            script = _reader.Read(text, ReadingOptions.None);
        }
        catch (ScriptException)
        {
            return null; // nothing in it that can be said
        }

        var words = script.Phrases.SelectMany(phrase =>
            phrase.Words.Select((word, i) => new SpokenWord(word, i == phrase.Words.Count - 1 ? phrase.End : PhraseEnd.None)))
            .ToArray();
        var aligned = _aligner.Align(sound, [.. words.Select(word => Phones(word.Word))], ct);
        return aligned is null ? null : ([.. Segment(words, aligned, isPunctuated: text.Any(char.IsUpper))], aligned.Score);
    }

    private byte[] Phones(ScriptWord word) =>
        [.. word.Syllables.SelectMany(syllable => syllable.Phones).Select(phone => (byte)model.Phones.Find(phone))];

    private IEnumerable<AlignedPhrase> Segment(SpokenWord[] words, AlignedPhones aligned, bool isPunctuated)
    {
        var (first, number, at) = (0, 0, aligned.PauseFrames[0]);
        for (var i = 0; i < words.Length; i++)
        {
            var isLast = i == words.Length - 1;
            if (!isLast && aligned.PauseFrames[i + 1] < MinPauseFrames)
                continue;
            var (before, after) = (Math.Min(MaxPauseFrames, aligned.PauseFrames[first]),
                Math.Min(MaxPauseFrames, aligned.PauseFrames[i + 1]));
            var utterance = UtteranceBuilder.Build(
                new ScriptPhrase(words[first].Word.Source, [.. words[first..(i + 1)].Select(word => word.Word)], words[i].End, null),
                number);
            var durations = Durations(aligned, first, i);
            var phones = inventory.Read(
                utterance, new PhraseEnding(SentenceEndProbability(words[i].End, isPunctuated, isLast), words[i].End));
            yield return new AlignedPhrase(
                at - before, phones.Numbers, phones.Contexts, phones.DurationsOf([before, .. durations, after]));
            number = isPunctuated && words[i].End.ClosesSentence() ? 0 : number + 1;
            at += durations.Sum() + aligned.PauseFrames[i + 1];
            first = i + 1;
        }
    }

    /// <summary>Probability that a sentence ends here; a guess for texts without punctuation.</summary>
    private static float SentenceEndProbability(PhraseEnd end, bool isPunctuated, bool isLast) => (isPunctuated, isLast) switch
    {
        (true, _) => end.HasFinalIntonation() ? 1 : 0,
        (false, true) => 0.75f,
        (false, false) => 0.5f,
    };

    /// <summary>Of the phones of some words; what is too short for a pause between them goes to the phones beside it in halves.</summary>
    private static List<int> Durations(AlignedPhones aligned, int first, int last)
    {
        var durations = new List<int>(aligned.PhoneFrames[first]);
        for (var i = first + 1; i <= last; i++)
        {
            var pause = aligned.PauseFrames[i];
            durations[^1] += pause / 2;
            durations.AddRange(aligned.PhoneFrames[i]);
            durations[^aligned.PhoneFrames[i].Length] += pause - pause / 2;
        }

        return durations;
    }

    private readonly record struct SpokenWord(ScriptWord Word, PhraseEnd End);
}
