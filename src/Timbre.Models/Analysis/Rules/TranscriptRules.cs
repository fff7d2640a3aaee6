namespace Timbre.Models.Analysis.Rules;

/// <summary>Whether the words that were given are the words that are heard; never a reason to leave a recording out.</summary>
internal static class TranscriptRules
{
    private const int MostNamed = 5;
    private static readonly Rule Mismatch = new(FindingCodes.TranscriptMismatch, "words", "Correct the transcript, or leave it empty.");

    public static IEnumerable<Finding> Of(Transcript? transcript)
    {
        if (transcript is not { WordsAtFault: { Count: > 0 } words })
            return [];
        var named = string.Join(", ", words.Take(MostNamed).Select(word => $"\"{word.Word}\""));
        var more = words.Count > MostNamed ? $" and {words.Count - MostNamed} more" : "";
        return [Mismatch.At(Severity.Warn, words.Count, 0, $"These words of the transcript are not heard where they would have to be: {named}{more}.", new(words.Min(word => word.StartSeconds), words.Max(word => word.EndSeconds)))];
    }
}
