namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on given transcripts that differ from the speech; never a reason to exclude a recording.</summary>
internal static class TranscriptRules
{
    private const int MaxNamed = 5;
    private static readonly Rule Mismatch = new(FindingCodes.TranscriptMismatch, "words", "Correct the transcript, or leave it empty.");

    public static IEnumerable<Finding> Of(Transcript? transcript)
    {
        if (transcript is not { WordsAtFault: { Count: > 0 } words })
            return [];
        var named = string.Join(", ", words.Take(MaxNamed).Select(word => $"\"{word.Word}\""));
        var more = words.Count > MaxNamed ? $" and {words.Count - MaxNamed} more" : "";
        return [Mismatch.At(
            Severity.Warn, words.Count, 0, $"These words of the transcript are not heard where they would have to be: {named}{more}.",
            new(words.Min(word => word.StartSeconds), words.Max(word => word.EndSeconds)))];
    }
}
