using Timbre.Models.Analysis;

namespace Timbre.Models.Transcription;

/// <summary>Faults of a text, in the order of the text.</summary>
internal static class TranscriptFaults
{
    /// <summary>Words that are not said, and the words around speech that is in none.</summary>
    public static IReadOnlyList<WordAtFault> Of(TextCheck check)
    {
        var faults = new List<WordAtFault>();
        for (var i = 0; i <= check.Words.Count; i++)
        {
            faults.AddRange(
                check.Extras.Where(extra => extra.WordsBefore == i && !IsInFaultyWord(check.Words, extra))
                    .Select(extra => new WordAtFault(Around(check.Words, i), extra.StartSeconds, extra.EndSeconds)));
            if (i < check.Words.Count && !check.Words[i].IsSaid)
                faults.Add(new WordAtFault(check.Words[i].Word, check.Words[i].StartSeconds, check.Words[i].EndSeconds));
        }

        return faults;
    }

    /// <summary>A wrong word takes the place of another, which is then heard beside it: one fault, not two.</summary>
    private static bool IsInFaultyWord(IReadOnlyList<CheckedWord> words, ExtraSpeech extra) =>
        words.Skip(extra.WordsBefore - 1).Take(2)
            .Any(word => !word.IsSaid && word.StartSeconds < extra.EndSeconds && word.EndSeconds > extra.StartSeconds);

    private static string Around(IReadOnlyList<CheckedWord> words, int gap) =>
        gap == 0 ? $"… {words[0].Word}" : gap == words.Count ? $"{words[^1].Word} …" : $"{words[gap - 1].Word} … {words[gap].Word}";
}
