using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>Words that are written short: Dr., St. by what stands around it, etc., No. 5, approx.</summary>
internal static class Abbreviations
{
    /// <summary>Before a name; they end no sentence.</summary>
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["Mr"] = "mister",
        ["Mrs"] = "missus",
        ["Ms"] = "miz",
        ["Mx"] = "mix",
        ["Messrs"] = "messieurs",
        ["Prof"] = "professor",
        ["Gen"] = "general",
        ["Col"] = "colonel",
        ["Maj"] = "major",
        ["Capt"] = "captain",
        ["Cpt"] = "captain",
        ["Cmdr"] = "commander",
        ["Lt"] = "lieutenant",
        ["Sgt"] = "sergeant",
        ["Cpl"] = "corporal",
        ["Adm"] = "admiral",
        ["Rev"] = "reverend",
        ["Fr"] = "father",
        ["Hon"] = "honorable",
        ["Gov"] = "governor",
        ["Sen"] = "senator",
        ["Rep"] = "representative",
        ["Pres"] = "president",
        ["Supt"] = "superintendent",
        ["Mt"] = "mount",
        ["Ft"] = "fort",
    };

    /// <summary>With a full stop, anywhere.</summary>
    private static readonly Dictionary<string, string> WithStop = new(StringComparer.OrdinalIgnoreCase)
    {
        ["etc"] = "et cetera",
        ["e.g"] = "for example",
        ["eg"] = "for example",
        ["i.e"] = "that is",
        ["ie"] = "that is",
        ["cf"] = "compare",
        ["viz"] = "namely",
        ["vs"] = "versus",
        ["al"] = "al",
        ["inc"] = "incorporated",
        ["co"] = "company",
        ["corp"] = "corporation",
        ["ltd"] = "limited",
        ["bros"] = "brothers",
        ["dept"] = "department",
        ["univ"] = "university",
        ["assn"] = "association",
        ["assoc"] = "associates",
        ["govt"] = "government",
        ["approx"] = "approximately",
        ["est"] = "established",
        ["max"] = "maximum",
        ["min"] = "minimum",
        ["misc"] = "miscellaneous",
        ["temp"] = "temperature",
        ["tel"] = "telephone",
        ["ave"] = "avenue",
        ["blvd"] = "boulevard",
        ["rd"] = "road",
        ["ln"] = "lane",
        ["hwy"] = "highway",
        ["pkwy"] = "parkway",
        ["sq"] = "square",
        ["apt"] = "apartment",
        ["ste"] = "suite",
        ["bldg"] = "building",
        ["jr"] = "junior",
        ["sr"] = "senior",
        ["esq"] = "esquire",
        ["p.a"] = "per annum",
        ["no"] = "no",
        ["ed"] = "edition",
        ["trans"] = "translated",
        ["rev"] = "revised",
        ["incl"] = "including",
        ["excl"] = "excluding",
        ["avg"] = "average",
        ["cont"] = "continued",
        ["tbsp"] = "tablespoon",
        ["tsp"] = "teaspoon",
        ["oz"] = "ounces",
        ["lb"] = "pound",
        ["lbs"] = "pounds",
        ["ca"] = "circa",
        ["intl"] = "international",
        ["natl"] = "national",
        ["pt"] = "part",
        ["a.m"] = "ay m",
        ["p.m"] = "p m",
    };

    /// <summary>Before a number.</summary>
    private static readonly Dictionary<string, string> BeforeNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        ["no"] = "number",
        ["nos"] = "numbers",
        ["nr"] = "number",
        ["fig"] = "figure",
        ["figs"] = "figures",
        ["vol"] = "volume",
        ["vols"] = "volumes",
        ["p"] = "page",
        ["pp"] = "pages",
        ["pg"] = "page",
        ["ch"] = "chapter",
        ["chap"] = "chapter",
        ["sec"] = "section",
        ["art"] = "article",
        ["eq"] = "equation",
        ["par"] = "paragraph",
        ["para"] = "paragraph",
        ["ex"] = "example",
        ["app"] = "appendix",
        ["apt"] = "apartment",
        ["rm"] = "room",
        ["ste"] = "suite",
        ["hwy"] = "highway",
        ["rte"] = "route",
        ["ext"] = "extension",
        ["ver"] = "version",
        ["c"] = "circa",
        ["ca"] = "circa",
    };

    /// <summary>Without a full stop as well.</summary>
    private static readonly Dictionary<string, string> WithoutStop = new()
    {
        ["vs"] = "versus",
        ["etc"] = "et cetera",
        ["Mr"] = "mister",
        ["Mrs"] = "missus",
        ["Ms"] = "miz",
        ["Dr"] = "doctor",
        ["Prof"] = "professor",
        ["Blvd"] = "boulevard",
        ["approx"] = "approximately",
        ["dept"] = "department",
        ["Dept"] = "department",
        ["Ltd"] = "limited",
        ["Jr"] = "junior",
        ["Sr"] = "senior",
        ["Hwy"] = "highway",
    };

    public static int Read(NormaliserContext context, int at)
    {
        if (ReadWithSlash(context, at) is > 0 and var without)
            return without;
        var word = context.LettersAt(at);
        var end = at + word.Length;
        if (word.Length == 0 || context[end] is '\'' or '-'
            || (word.Length > 1 && word.All(NormaliserContext.IsCapital) && !AllCapsText.IsAt(context, at, end)))
            return 0;
        if (context[end] != '.')
            return IsBeforeNumber(context, end) && word.Length > 1 && word is not ("no" or "app" or "art" or "ex" or "par")
                && BeforeNumber.TryGetValue(word, out var numbered) && context[end] == ' ' ? context.Append(at, end, numbered)
                : ReadSaintOrDoctor(context, word, end) is { } byName ? context.Append(at, end, byName)
                : WithoutStop.TryGetValue(word, out var bare) ? context.Append(at, end, bare)
                : 0;

        if (word == "v" && context[at - 1] == ' ' && context.WordBefore(at) is { Length: > 0 } plaintiff
            && NormaliserContext.IsCapital(plaintiff[0]) && NormaliserContext.IsCapital(NextCharacter(context, end + 1)))
            return context.Append(at, end + 1, "versus");
        if (context[end + 2] == '.' && NormaliserContext.IsLetter(context[end + 1]) && word.Length == 1
            && WithStop.TryGetValue($"{word}.{context[end + 1]}", out var pair) && !NormaliserContext.IsLetter(context[end + 3]))
            return SentenceEnds.CloseAfterStop(context, context.Append(at, end + 3, pair));
        if (IsBeforeNumber(context, end + 1) && BeforeNumber.TryGetValue(word, out var counted))
            return context.Append(at, end + 1, counted);
        if (ReadSaintOrDoctor(context, word, end + 1) is { } named)
            return named is "saint" or "doctor" ? context.Append(at, end + 1, named) : AppendAndClose(context, at, end + 1, named);
        if (Titles.TryGetValue(word, out var title) && NormaliserContext.IsCapital(NextCharacter(context, end + 1)))
            return context.Append(at, end + 1, title);
        if (word is "Mr" or "Mrs" or "Ms" or "Messrs")
            return context.Append(at, end + 1, Titles[word]);
        return WithStop.TryGetValue(word, out var spoken) && !IsWordHere(context, word, end)
            && !NormaliserContext.IsLetterOrDigit(context[end + 1])
            ? AppendAndClose(context, at, end + 1, spoken)
            : 0;
    }

    /// <summary>w/ and w/o.</summary>
    private static int ReadWithSlash(NormaliserContext context, int at)
    {
        if (context[at] is not ('w' or 'W') || context[at + 1] != '/')
            return 0;
        if (context[at + 2] is 'o' or 'O' && context.IsTokenEnd(at + 3))
            return context.Append(at, at + 3, "without");
        return context[at + 2] == ' ' || char.IsAsciiLetterLower(context[at + 2]) ? context.Append(at, at + 2, "with") : 0;
    }

    /// <summary>"Dr", "St" and "Mt": a title or a saint before a capitalised word, a drive or street behind one.</summary>
    private static string? ReadSaintOrDoctor(NormaliserContext context, string word, int end)
    {
        if (word is not ("St" or "Dr"))
            return null;
        var isBeforeName = NormaliserContext.IsCapital(NextCharacter(context, end))
            && context.WordAfter(end) is not ("Suite" or "Apt" or "Unit" or "Apartment" or "Floor" or "NW" or "NE" or "SW" or "SE");
        return (word,
            isBeforeName) switch { ("St", true) =>
                "saint", ("St", false) =>
                    "street", ("Dr", true) => "doctor", _ => context[end - 1] == '.' || context[end] is ',' or '\0' ? "drive" : "doctor" };
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

    private static int AppendAndClose(NormaliserContext context, int at, int end, string words)
    {
        context.Append(at, end, words);
        return SentenceEnds.CloseAfterStop(context, end);
    }

    private static char NextCharacter(NormaliserContext context, int at)
    {
        while (context[at] == ' ')
            at++;
        return context[at];
    }

    private static bool IsBeforeNumber(NormaliserContext context, int at) =>
        NormaliserContext.IsDigit(NextCharacter(context, at))
            || (NextCharacter(context, at) == '#' && NormaliserContext.IsDigit(context[at + 2]));
}
