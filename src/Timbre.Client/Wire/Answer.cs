namespace Timbre.Client.Wire;

/// <summary>The envelope of one object: <c>{"success":true,"item":{...}}</c>.</summary>
internal sealed record Answer<T>(bool Success, T? Item, string? Message)
{
    public T Required() =>
        Item ?? throw new TimbreException("The answer is not a Timbre server's: it says success without an item.", null, null, null);
}

/// <summary>The envelope of a list; unpaged lists have only the items.</summary>
internal sealed record ListAnswer<T>(bool Success, IReadOnlyList<T>? Items, int? Page, int? NumPages, int? TotalCount)
{
    public Page<T> AsPage() => new(Items ?? [], Page ?? 1, NumPages ?? 1, TotalCount ?? Items?.Count ?? 0);
}

/// <summary>The envelope of a voice's analysis: a list with a summary beside it.</summary>
internal sealed record AnalysisAnswer(
    bool Success, AnalysisSummary? Summary, IReadOnlyList<Distribution>? Distributions, IReadOnlyList<RecordingAnalysis>? Items, int? Page,
    int? NumPages, int? TotalCount)
{
    public VoiceAnalysis AsAnalysis() => new(
        Summary ?? throw new TimbreException("The answer is not a Timbre server's: it says success without a summary.", null, null, null),
        Distributions ?? [], new ListAnswer<RecordingAnalysis>(Success, Items, Page, NumPages, TotalCount).AsPage());
}

/// <summary>A refusal: message and error say the same, the code is stable.</summary>
internal sealed record Refusal(string? Message, string? Error, string? Code);
