using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Text;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.AverageVoice.Study;

/// <summary>Cuts a recording whose text is known at its pauses, into phrases of phones with lengths.</summary>
internal sealed class PhraseCutter(AcousticModel model)
{
    private const int LeastPause = 10; // frames: shorter ones belong to the sounds beside them
    private const int MostPause = 20; // frames of a pause that a phrase keeps

    private readonly ScriptReader _reader = new();
    private readonly PhoneAligner _aligner = new(model);

    /// <summary>The phrases in order, and log p of a frame on average; null where the text has no words, or more than the sound has room for.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="text">What is said in it.</param>
    /// <param name="ct">Ends it.</param>
    public (IReadOnlyList<StudiedPhrase> Phrases, float Score)? Cut(Features sound, string text, CancellationToken ct)
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

        var words = script.Phrases.SelectMany(phrase => phrase.Words.Select((word, i) => new Spoken(word, i == phrase.Words.Count - 1 ? phrase.End : PhraseEnd.None))).ToArray();
        var aligned = _aligner.Align(sound, [.. words.Select(word => Phones(word.Word))], ct);
        return aligned is null ? null : ([.. Cut(words, aligned, isPunctuated: text.Any(char.IsUpper))], aligned.Score);
    }

    private byte[] Phones(ScriptWord word) => [.. word.Syllables.SelectMany(syllable => syllable.Phones).Select(phone => (byte)model.Phones.Find(phone))];

    private static IEnumerable<StudiedPhrase> Cut(Spoken[] words, AlignedPhones aligned, bool isPunctuated)
    {
        var (first, number, at) = (0, 0, aligned.PauseFrames[0]);
        for (var i = 0; i < words.Length; i++)
        {
            var isLast = i == words.Length - 1;
            if (!isLast && aligned.PauseFrames[i + 1] < LeastPause)
                continue;
            var (before, behind) = (Math.Min(MostPause, aligned.PauseFrames[first]), Math.Min(MostPause, aligned.PauseFrames[i + 1]));
            var utterance = UtteranceBuilder.Build(new ScriptPhrase(words[first].Word.Source, [.. words[first..(i + 1)].Select(word => word.Word)], words[i].End, null), number);
            var lengths = Lengths(aligned, first, i);
            yield return new StudiedPhrase(
                at - before, PhoneContexts.PhonesOf(utterance), PhoneContexts.Of(utterance, Closing(words[i].End, isPunctuated, isLast), words[i].End == PhraseEnd.Question ? 1 : 0),
                [before, .. lengths, behind]);
            number = isPunctuated && words[i].End.ClosesSentence() ? 0 : number + 1;
            at += lengths.Sum() + aligned.PauseFrames[i + 1];
            first = i + 1;
        }
    }

    /// <summary>How likely a sentence ends here; of a text without marks only a guess.</summary>
    private static float Closing(PhraseEnd end, bool isPunctuated, bool isLast) => (isPunctuated, isLast) switch
    {
        (true, _) => end.ClosesSentence() ? 1 : 0,
        (false, true) => 0.75f,
        (false, false) => 0.5f,
    };

    /// <summary>Of the phones of some words; what is too short for a pause between them goes to the phones beside it in halves.</summary>
    private static List<int> Lengths(AlignedPhones aligned, int first, int last)
    {
        var lengths = new List<int>(aligned.PhoneFrames[first]);
        for (var i = first + 1; i <= last; i++)
        {
            var pause = aligned.PauseFrames[i];
            lengths[^1] += pause / 2;
            lengths.AddRange(aligned.PhoneFrames[i]);
            lengths[^aligned.PhoneFrames[i].Length] += pause - pause / 2;
        }

        return lengths;
    }

    private readonly record struct Spoken(ScriptWord Word, PhraseEnd End);
}
