namespace Timbre.Text.Lexicons.Tagging;

/// <summary>
/// What stands around a homograph, as hashes: words, suffixes and part-of-speech tags at places near it, and the content words of a window.
/// </summary>
internal static class HomographFeatures
{
    /// <summary>Upper bound of the number of features of a place.</summary>
    public const int MaxCount = 128;

    private const int WindowWords = 10; // on each side
    private const int NearWords = 3; // on each side, which count twice
    private const int MaxAnchorDistance = 6; // words
    private const int SuffixLength = 3; // letters

    private const PosTag FunctionTags = PosTag.Determiner | PosTag.Possessive | PosTag.Subject | PosTag.Third | PosTag.Object
        | PosTag.Preposition | PosTag.To | PosTag.Modal | PosTag.Be | PosTag.Have | PosTag.Do | PosTag.Conjunction | PosTag.Clause;
    private const PosTag FiniteTags = PosTag.Modal | PosTag.Be | PosTag.Have | PosTag.Do | PosTag.Past;

    /// <summary>Numbers of the features of a place.</summary>
    /// <param name="Local">Those that depend on the places of words; they come first.</param>
    /// <param name="All">These, and the words of the window.</param>
    public readonly record struct Counts(int Local, int All);

    /// <summary>Writes the features of the word at a place.</summary>
    /// <param name="phrase">The words.</param>
    /// <param name="at">Index of the homograph.</param>
    /// <param name="features">At least <see cref="MaxCount"/> long.</param>
    public static Counts Extract(TaggedPhrase phrase, int at, Span<uint> features)
    {
        var writer = new Writer(features);
        AddWords(phrase, at, ref writer);
        AddTags(phrase, at, ref writer);
        AddAnchors(phrase, at, ref writer);
        var local = writer.Count;
        AddWindow(phrase, at, ref writer);
        return new Counts(local, writer.Count);
    }

    /// <summary>FNV-1a of the letters.</summary>
    public static uint Hash(ReadOnlySpan<char> letters)
    {
        var hash = 2166136261u;
        foreach (var letter in letters)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    /// <summary>A hash of two, in this order.</summary>
    public static uint Mix(uint first, uint second)
    {
        var hash = (first * 0x9E3779B1u) ^ (second + 0x7F4A7C15u);
        hash = (hash ^ (hash >> 15)) * 0x85EBCA6Bu;
        return hash ^ (hash >> 13);
    }

    private static void AddWords(TaggedPhrase phrase, int at, ref Writer writer)
    {
        var (before, after) = (Hash(phrase[at - 1]), Hash(phrase[at + 1]));
        var (before2, after2) = (Hash(phrase[at - 2]), Hash(phrase[at + 2]));
        writer.Add(1, 0);
        writer.Add(2, before);
        writer.Add(3, after);
        writer.Add(4, before2);
        writer.Add(5, after2);
        writer.Add(6, Mix(before2, before));
        writer.Add(7, Mix(after, after2));
        writer.Add(8, Mix(before, after));
        writer.Add(9, Hash(Suffix(phrase[at - 1])));
        writer.Add(10, Hash(Suffix(phrase[at + 1])));
        writer.Add(11, Hash(phrase[phrase.SkipAdverbsBefore(at)]));
    }

    private static void AddTags(TaggedPhrase phrase, int at, ref Writer writer)
    {
        var (before, after) = (TagOf(phrase, at - 1), TagOf(phrase, at + 1));
        writer.Add(12, before);
        writer.Add(13, after);
        writer.Add(14, Mix(TagOf(phrase, at - 2), before));
        writer.Add(15, Mix(after, TagOf(phrase, at + 2)));
        writer.Add(16, Mix(before, after));
        var verb = TagOf(phrase, phrase.SkipAdverbsBefore(at));
        writer.Add(17, verb);
        writer.Add(18, Mix(verb, after));
        writer.Add(19, Mix(verb, phrase.IsPast ? 1u : 0u));
        AddBits(20, phrase.TagOf(at - 1), ref writer);
        AddBits(21, phrase.TagOf(at + 1), ref writer);
    }

    /// <summary>The nearest function words, which tell a noun phrase from a verb phrase, and whether there are finite verbs.</summary>
    private static void AddAnchors(TaggedPhrase phrase, int at, ref Writer writer)
    {
        var (left, right) = (Anchor(phrase, at, -1), Anchor(phrase, at, 1));
        writer.Add(22, TagOf(phrase, left));
        writer.Add(23, TagOf(phrase, right));
        writer.Add(24, Mix(TagOf(phrase, left), (uint)(at - left)));
        writer.Add(25, Mix(TagOf(phrase, left), TagOf(phrase, right)));
        writer.Add(26, (HasFinite(phrase, at, -1) ? 1u : 0u) + (HasFinite(phrase, at, 1) ? 2u : 0u));
        writer.Add(27, (uint)Math.Min(at, 2));
    }

    private static void AddWindow(TaggedPhrase phrase, int at, ref Writer writer)
    {
        var end = Math.Min(phrase.Length, at + WindowWords + 1);
        for (var i = Math.Max(0, at - WindowWords); i < end; i++)
        {
            if (i == at || (phrase.TagOf(i) & FunctionTags) != 0)
                continue;
            writer.AddContextWord(ContextWord(phrase[i]));
            if (Math.Abs(i - at) <= NearWords)
                writer.AddContextWord(NearContextWord(phrase[i]));
        }
    }

    /// <summary>The bare word behind the commonest inflections, so that "pipes" and "pipe" are one context word.</summary>
    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word) =>
        word.Length > 5 && word.EndsWith("ing") ? word[..^3]
        : word.Length > 4 && (word.EndsWith("ed") || word.EndsWith("es")) ? word[..^2]
        : word.Length > 3 && word[^1] is 's' or 'e' ? word[..^1]
        : word;

    private static int Anchor(TaggedPhrase phrase, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < phrase.Length && Math.Abs(i - at) <= MaxAnchorDistance; i += step)
        {
            if ((phrase.TagOf(i) & FunctionTags) != 0)
                return i;
        }

        return -1;
    }

    private static bool HasFinite(TaggedPhrase phrase, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < phrase.Length && Math.Abs(i - at) <= MaxAnchorDistance; i += step)
        {
            if ((phrase.TagOf(i) & FiniteTags) != 0)
                return true;
        }

        return false;
    }

    private static void AddBits(uint kind, PosTag tags, ref Writer writer)
    {
        for (var bits = (uint)tags; bits != 0; bits &= bits - 1)
            writer.Add(kind, bits & (uint)-(int)bits);
    }

    private static uint TagOf(TaggedPhrase phrase, int at) => (uint)phrase.TagOf(at);

    private static ReadOnlySpan<char> Suffix(string word) => word.AsSpan(Math.Max(0, word.Length - SuffixLength));

    /// <summary>The hash of a context word as a feature.</summary>
    public static uint ContextWord(ReadOnlySpan<char> word) => Mix(28, Hash(Stem(word)));

    /// <summary>The same for a word that is near the homograph.</summary>
    public static uint NearContextWord(ReadOnlySpan<char> word) => Mix(29, Hash(Stem(word)));

    private ref struct Writer(Span<uint> features)
    {
        private readonly Span<uint> _features = features;

        public int Count { get; private set; }

        public void Add(uint kind, uint value) => _features[Count++] = Mix(kind, value);

        public void AddContextWord(uint feature) => _features[Count++] = feature;
    }
}
