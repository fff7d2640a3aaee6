namespace Timbre.Models.Text.Lexicons.Tagging;

/// <summary>The words of a phrase and what each of them can be; what lies outside of it is nothing.</summary>
internal sealed class Phrase
{
    private static readonly HashSet<string> PastTimes = ["yesterday", "ago", "last", "earlier", "previously", "when", "was", "were", "had", "did"];

    private readonly IReadOnlyList<string> _words;
    private readonly Tag[] _tags;

    /// <summary>Looks at all words once.</summary>
    /// <param name="words">In small letters.</param>
    public Phrase(IReadOnlyList<string> words)
    {
        _words = words;
        _tags = [.. words.Select(TagLexicon.Of)];
        IsPast = words.Any(PastTimes.Contains) || _tags.Any(tag => tag == Tag.Past);
    }

    /// <summary>How many words.</summary>
    public int Length => _words.Count;

    /// <summary>Whether it tells of the past.</summary>
    public bool IsPast { get; }

    /// <summary>A word, or nothing outside of the phrase.</summary>
    public string this[int at] => at >= 0 && at < _words.Count ? _words[at] : "";

    /// <summary>What a word can be.</summary>
    public Tag TagOf(int at) => at >= 0 && at < _tags.Length ? _tags[at] : Tag.None;

    /// <summary>The nearest place before <paramref name="at"/> that is no adverb; -1 when there is none.</summary>
    public int BeforeAdverbs(int at)
    {
        do
            at--;
        while (at >= 0 && (_tags[at] & (Tag.Adverb | Tag.Degree)) != 0 && (_tags[at] & (Tag.Determiner | Tag.Clause | Tag.Object)) == 0);
        return at;
    }

    /// <summary>Whether one of <paramref name="cues"/> stands anywhere but at <paramref name="except"/>.</summary>
    public bool HasAny(IReadOnlySet<string> cues, int except)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (i != except && cues.Contains(_words[i]))
                return true;
        }

        return false;
    }
}
