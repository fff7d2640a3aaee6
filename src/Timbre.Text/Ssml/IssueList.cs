namespace Timbre.Text.Ssml;

/// <summary>Sentences about what will not be done, each once and not without end.</summary>
internal sealed class IssueList
{
    private const int MaxCount = 20;

    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string sentence)
    {
        if (_all.Contains(sentence))
            return;
        if (_all.Count < MaxCount)
            _all.Add(sentence);
        else if (_all.Count == MaxCount)
            _all.Add("There is more of this kind that has no effect.");
    }
}
