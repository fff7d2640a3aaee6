using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Places;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Words;

/// <summary>Expands abbreviations, the ambiguous ones by their context: Dr., St., etc., No. 5, approx.</summary>
internal static partial class Abbreviations
{
    private static readonly Dictionary<string, string> Titles = Load("titles", StringComparer.Ordinal);
    private static readonly Dictionary<string, string> Books = Load("books of the Bible", StringComparer.Ordinal);
    private static readonly Dictionary<string, string> WithStop = Load("with full stop", StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> BeforeNumber = Load("before number", StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> WithoutStop = Load("without full stop", StringComparer.Ordinal);
    private static readonly HashSet<string> SpokenTitles = [.. Titles.Values, "doctor"];
    private static readonly HashSet<string> Counties = [.. WordList.Load("places.txt").WordsOf("counties")];
    private static readonly HashSet<string> BeforeRoman =
        new(WordList.Load("abbreviations.txt").WordsOf("before Roman numerals"), StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules for letters before a full stop in their order; each returns the end of what it reads, or 0.</summary>
    private static readonly Func<Candidate, int>[] RulesWithStop =
        [ReadVersus, ReadPairWithStops, ReadBook, ReadBeforeNumber, ReadStreetOrTitle, ReadTitle, ReadWithStop];

    /// <summary>The same for letters without a full stop.</summary>
    private static readonly Func<Candidate, int>[] RulesWithoutStop =
        [ReadBeforeNumberWithoutStop, ReadStreetOrTitleWithoutStop, ReadWithoutStop];

    /// <summary>True for the spoken form of what stands before a name: mister, captain.</summary>
    public static bool IsTitle(string spoken) => SpokenTitles.Contains(spoken);

    public static int Read(NormaliserContext context, int at)
    {
        if (ReadWithSlash(context, at) is > 0 and var without)
            return without;
        var word = context.LettersAt(at);
        var candidate = new Candidate(context, at, word);
        if (ReadTitleInCapitals(candidate) is > 0 and var capitals)
            return capitals;
        if (word.Length == 0 || context[candidate.End] is '\'' or '-'
            || (word.Length > 1 && word.All(NormaliserContext.IsCapital) && !AllCapsText.IsAt(context, at, candidate.End)))
            return 0;
        foreach (var rule in context[candidate.End] == '.' ? RulesWithStop : RulesWithoutStop)
        {
            if (rule(candidate) is > 0 and var end)
                return end;
        }

        return 0;
    }

    private static Dictionary<string, string> Load(string section, StringComparer comparer) =>
        WordList.Load("abbreviations.txt").PairsOf(section).ToDictionary(pair => pair.Key, pair => pair.Value, comparer);

    private static int ReadBeforeNumberWithoutStop(Candidate at) =>
        IsBeforeNumber(at.Context, at.End) && at.Word.Length > 1 && at.Word is not ("no" or "app" or "art" or "ex" or "par" or "Par")
            && BeforeNumber.TryGetValue(at.Word, out var words) && at.Context[at.End] == ' '
            ? at.Append(at.End, words)
            : 0;

    private static int ReadStreetOrTitleWithoutStop(Candidate at) =>
        StreetsAndTitles.Words(at.Context, at.At, at.Word, at.End) is { } words ? at.Append(at.End, words) : 0;

    private static int ReadWithoutStop(Candidate at) => WithoutStop.TryGetValue(at.Word, out var words) ? at.Append(at.End, words) : 0;

    /// <summary>The "v." between the parties of a lawsuit.</summary>
    private static int ReadVersus(Candidate at) =>
        at.Word == "v" && at.Context[at.At - 1] == ' ' && at.Context.WordBefore(at.At) is { Length: > 0 } plaintiff
            && NormaliserContext.IsCapital(plaintiff[0]) && NormaliserContext.IsCapital(NextCharacter(at.Context, at.AfterStop))
            && !NormaliserContext.IsDigit(at.Context[at.At - 2])
            ? at.Append(at.AfterStop, "versus")
            : 0;

    /// <summary>Two letters with a full stop each: e.g.</summary>
    private static int ReadPairWithStops(Candidate at)
    {
        var (context, end) = (at.Context, at.End);
        return context[end + 2] == '.' && NormaliserContext.IsLetter(context[end + 1]) && at.Word.Length == 1
            && WithStop.TryGetValue($"{at.Word}.{context[end + 1]}", out var words) && !NormaliserContext.IsLetter(context[end + 3])
            ? SentenceEnds.CloseAfter(context, at.Append(end + 3, words), $"{at.Word}.{context[end + 1]}")
            : 0;
    }

    /// <summary>Matt. 5:3, 1 Cor. 13:4.</summary>
    private static int ReadBook(Candidate at) =>
        Books.TryGetValue(at.Word, out var book) && Verse().IsMatch(at.Context.Text, at.AfterStop) ? at.Append(at.AfterStop, book) : 0;

    [GeneratedRegex(@"\G [0-9]{1,3}:[0-9]{1,3}(?![0-9:])")]
    private static partial Regex Verse();

    private static int ReadBeforeNumber(Candidate at) =>
        at.Word != "C" && BeforeNumber.TryGetValue(at.Word, out var words)
            && (IsBeforeNumber(at.Context, at.AfterStop) || IsBeforeRoman(at))
            ? at.Append(at.AfterStop, words)
            : 0;

    /// <summary>vol. iii, Ch. XII; a single letter only where no word goes on behind it.</summary>
    private static bool IsBeforeRoman(Candidate at)
    {
        if (!BeforeRoman.Contains(at.Word) || at.Context[at.AfterStop] != ' ')
            return false;
        var letters = at.Context.WordAfter(at.AfterStop);
        var end = at.AfterStop + 1 + letters.Length;
        return RomanNumerals.Parse(letters.ToUpperInvariant()) is < 200 && at.Context.IsTokenEnd(end)
            && (letters.All(NormaliserContext.IsCapital) || letters.All(char.IsAsciiLetterLower))
            && (letters.Length > 1 || (letters is not ("c" or "d" or "l" or "C" or "D" or "L")
            && !(at.Context[end] == ' ' && char.IsAsciiLetterLower(at.Context[end + 1]))));
    }

    private static int ReadStreetOrTitle(Candidate at) => StreetsAndTitles.Words(at.Context, at.At, at.Word, at.AfterStop) switch
    {
        null => 0,
        "saint" => at.Append(at.AfterStop, "saint"),
        var words => AppendAndClose(at, words),
    };

    private static int ReadTitle(Candidate at) =>
        Titles.TryGetValue(at.Word, out var title)
            && (at.Word is "Mr" or "Mrs" or "Ms" or "Messrs" || NormaliserContext.IsCapital(NextCharacter(at.Context, at.AfterStop))
            || IsOfOffice(at) || RankBehind().IsMatch(at.Context.Text, at.AfterStop))
            ? at.Append(at.AfterStop, title)
            : 0;

    /// <summary>Sec. of State, Gov. of W. Virginia.</summary>
    private static bool IsOfOffice(Candidate at) =>
        at.Context[at.AfterStop] == ' ' && at.Context.WordAfter(at.AfterStop) is "of" or "for"
            && NormaliserContext.IsCapital(NextCharacter(at.Context, at.AfterStop + 1 + at.Context.WordAfter(at.AfterStop).Length));

    /// <summary>Sgt. 1st Class Hill, Gen. (ret.) Hill, Gov.-elect Hill.</summary>
    [GeneratedRegex(@"\G(?: [0-9](?:st|nd|rd|th) [A-Z]| \([Rr]et|-elect)")]
    private static partial Regex RankBehind();

    /// <summary>DR. WATSON, SGT. HILL.</summary>
    private static int ReadTitleInCapitals(Candidate at)
    {
        if (at.Word.Length < 2 || at.Context[at.End] != '.' || at.Context[at.AfterStop] != ' ' || !at.Word.All(NormaliserContext.IsCapital)
            || !NormaliserContext.IsCapital(at.Context[at.AfterStop + 1]) || !NormaliserContext.IsCapital(at.Context[at.AfterStop + 2]))
            return 0;
        var word = $"{at.Word[0]}{at.Word[1..].ToLowerInvariant()}";
        return word == "Dr" ? at.Append(at.AfterStop, "doctor")
            : Titles.TryGetValue(word, out var title) ? at.Append(at.AfterStop, title)
            : 0;
    }

    private static int ReadWithStop(Candidate at) =>
        WithStop.TryGetValue(at.Word, out var words) && !IsMixed(at.Word) && !IsWordHere(at.Context, at.Word, at.End)
            && !NormaliserContext.IsLetterOrDigit(at.Context[at.AfterStop])
            ? IsCounty(at) ? at.Append(at.AfterStop, "county") : AppendAndClose(at, words)
            : 0;

    /// <summary>Co. Cork, Co. Durham.</summary>
    private static bool IsCounty(Candidate at) => at.Word == "Co" && Counties.Contains(at.Context.WordAfter(at.AfterStop));

    /// <summary>w/, w/o, c/o and b/c.</summary>
    private static int ReadWithSlash(NormaliserContext context, int at)
    {
        if (context[at + 1] != '/' || !context.IsTokenStart(at))
            return 0;
        if (context[at] is 'c' or 'C' && context[at + 2] is 'o' or 'O' && context.IsTokenEnd(at + 3))
            return context.Append(at, at + 3, "care of");
        if (context[at] is 'b' && context[at + 2] is 'c' && context.IsTokenEnd(at + 3))
            return context.Append(at, at + 3, "because");
        if (context[at] is not ('w' or 'W'))
            return 0;
        if (context[at + 2] is 'o' or 'O' && context.IsTokenEnd(at + 3))
            return context.Append(at, at + 3, "without");
        return context[at + 2] == ' ' || char.IsAsciiLetterLower(context[at + 2]) ? context.Append(at, at + 2, "with") : 0;
    }

    /// <summary>"no." and the like at the end of a sentence are words; "in.", "al." only where they mean it.</summary>
    private static bool IsWordHere(NormaliserContext context, string word, int stop) => word.ToLowerInvariant() switch
    {
        "no" or "min" or "max" or "co" or "ed" or "trans" or "rev" or "pt" or "ca" or "temp" or "ste" or "ie" or "eg"
            or "cont" when SentenceEnds.EndsSentence(context, stop + 1) =>
            word is not "Co",
        "no" => true,
        "al" => context.LastWord != "et",
        _ => false,
    };

    /// <summary>HRs are home runs: a capital within and a small letter.</summary>
    private static bool IsMixed(string word) =>
        word.AsSpan(1).IndexOfAnyInRange('A', 'Z') >= 0 && word.AsSpan(1).IndexOfAnyInRange('a', 'z') >= 0;

    private static int AppendAndClose(Candidate at, string words) =>
        SentenceEnds.CloseAfter(at.Context, at.Append(at.AfterStop, words), at.Word);

    private static char NextCharacter(NormaliserContext context, int at)
    {
        while (context[at] == ' ')
            at++;
        return context[at];
    }

    private static bool IsBeforeNumber(NormaliserContext context, int at) =>
        NormaliserContext.IsDigit(NextCharacter(context, at))
            || (NextCharacter(context, at) is '#' or '(' && context[at] == ' ' && NormaliserContext.IsDigit(context[at + 2]));

    /// <summary>Letters that could be an abbreviation.</summary>
    /// <param name="At">The index of the first letter.</param>
    private readonly record struct Candidate(NormaliserContext Context, int At, string Word)
    {
        /// <summary>The index behind the last letter.</summary>
        public int End => At + Word.Length;

        /// <summary>The index behind the full stop.</summary>
        public int AfterStop => End + 1;

        public int Append(int end, string words) => Context.Append(At, end, words);
    }
}
