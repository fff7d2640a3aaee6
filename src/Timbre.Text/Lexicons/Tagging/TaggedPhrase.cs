namespace Timbre.Text.Lexicons.Tagging;

/// <summary>The words of a phrase and what each of them can be; what lies outside of it is nothing.</summary>
internal sealed class TaggedPhrase
{
    private static readonly HashSet<string> PastTimeCues = [
        "yesterday", "ago", "last", "earlier", "previously", "when", "was", "were", "had", "did"
    ];

    private const int MaxAdverbs = 8; // that are skipped; bounds what one homograph costs
    private const int MaxCueDistance = 20; // words

    private readonly IReadOnlyList<string> _words;
    private readonly PosTag[] _tags;

    /// <summary>Looks at all words once.</summary>
    /// <param name="words">In small letters.</param>
    public TaggedPhrase(IReadOnlyList<string> words)
    {
        _words = words;
        _tags = [.. words.Select(TagLexicon.Of)];
        IsPast = words.Any(PastTimeCues.Contains) || _tags.Any(tag => tag == PosTag.Past);
    }

    /// <summary>The number of words.</summary>
    public int Length => _words.Count;

    /// <summary>True when a word of the phrase marks the past tense.</summary>
    public bool IsPast { get; }

    /// <summary>A word, or nothing outside of the phrase.</summary>
    public string this[int at] => at >= 0 && at < _words.Count ? _words[at] : "";

    /// <summary>The part-of-speech tags of a word.</summary>
    public PosTag TagOf(int at) => at >= 0 && at < _tags.Length ? _tags[at] : PosTag.None;

    /// <summary>The nearest place before <paramref name="at"/> that is no adverb; -1 when there is none.</summary>
    /// <remarks>Of more adverbs than <see cref="MaxAdverbs"/> the first is not skipped.</remarks>
    public int SkipAdverbsBefore(int at)
    {
        var limit = at - MaxAdverbs;
        do
            at--;
        while (at >= 0 && at >= limit && (_tags[at] & (PosTag.Adverb | PosTag.Degree)) != 0
            && (_tags[at] & (PosTag.Determiner | PosTag.Clause | PosTag.Object)) == 0);
        return at;
    }

    /// <summary>True when one of <paramref name="cues"/> stands near <paramref name="at"/>, but not at it.</summary>
    public bool HasAnyNear(IReadOnlySet<string> cues, int at)
    {
        for (var i = Math.Max(0, at - MaxCueDistance); i < Math.Min(_words.Count, at + MaxCueDistance + 1); i++)
        {
            if (i != at && cues.Contains(_words[i]))
                return true;
        }

        return false;
    }
}
