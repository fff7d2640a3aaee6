using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Markup;

/// <summary>What a speaker does, in asterisks, is not said: *sighs* · *clears throat*. Other words in asterisks are stressed.</summary>
internal static class StageDirections
{
    private const int MaxLength = 80;

    private static readonly WordList Lists = WordList.Load("stage-directions.txt");
    private static readonly HashSet<string> Verbs = new(Lists.WordsOf("verbs"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Sounds = new(Lists.WordsOf("sounds"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> BehindVerb = new(Lists.WordsOf("behind any verb"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> NoVerbs = new(Lists.WordsOf("no verbs"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Leading = new(Lists.WordsOf("before the verb"), StringComparer.OrdinalIgnoreCase);

    public static int Read(MarkupReader reader, int at)
    {
        if (reader[at] != '*' || reader[at + 1] == '*' || reader[at - 1] == '*' || char.IsLetterOrDigit(reader[at - 1]))
            return 0;
        var close = MarkdownEmphasis.FindClose(reader, at + 1, '*', 1);
        if (close == 0 || close - at > MaxLength || !IsDirection(reader, at, close))
            return 0;
        reader.LeftOut.Add("stage directions in asterisks");
        return reader.Replace(at, close + 1, "");
    }

    private static bool IsDirection(MarkupReader reader, int at, int close)
    {
        var words = reader.Text[(at + 1)..close].Split([' ', ',', '.', '!', '-'], StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(words, word => !Leading.Contains(word) && !word.EndsWith("ly", StringComparison.Ordinal));
        if (first < 0)
            return false;
        if (Sounds.Contains(words[first]) || IsAnyVerb(reader, at, close, words))
            return true;
        return Verbs.Contains(words[first]) && (words.Length > first + 1 || StandsAlone(reader, at, close + 1));
    }

    /// <summary>*crumples onto the couch* I give up: what looks like a verb of the third person, and where to, before a sentence.</summary>
    private static bool IsAnyVerb(MarkupReader reader, int at, int close, string[] words)
    {
        if (words.Length < 2 || !char.IsAsciiLetterLower(words[0][0]) || words[0].Length < 4 || words[0][^1] != 's'
            || words[0][^2] is 's' or 'u' or 'i' || NoVerbs.Contains(words[0]) || !BehindVerb.Contains(words[1])
            || !StandsAlone(reader, at, close + 1))
            return false;
        var after = close + 1;
        while (reader[after] is ' ' or '"' or '“' or '\n')
            after++;
        return char.IsUpper(reader[after]);
    }

    /// <summary>Between sentences, or at an end of the line: not "she *smiles* too much".</summary>
    private static bool StandsAlone(MarkupReader reader, int at, int end)
    {
        var before = at - 1;
        while (reader[before] is ' ' or '"' or '“')
            before--;
        var after = end;
        while (reader[after] == ' ')
            after++;
        return !char.IsLetterOrDigit(reader[before]) || reader[after] is '\0' or '\n';
    }
}
