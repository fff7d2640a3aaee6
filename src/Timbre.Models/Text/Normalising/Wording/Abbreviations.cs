namespace Timbre.Models.Text.Normalising.Wording;

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
    private static readonly Dictionary<string, string> Stopped = new(StringComparer.OrdinalIgnoreCase)
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
    private static readonly Dictionary<string, string> Numbered = new(StringComparer.OrdinalIgnoreCase)
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
    private static readonly Dictionary<string, string> Bare = new()
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

    public static int Read(Page page, int at)
    {
        if (Without(page, at) is > 0 and var without)
            return without;
        var word = page.Letters(at);
        var end = at + word.Length;
        if (word.Length == 0 || page[end] is '\'' or '-' || (word.Length > 1 && word.All(Page.IsCapital) && !Shouting.Is(page, at, end)))
            return 0;
        if (page[end] != '.')
            return IsNumber(page, end) && word.Length > 1 && word is not ("no" or "app" or "art" or "ex" or "par") && Numbered.TryGetValue(word, out var numbered) && page[end] == ' ' ? page.Say(at, end, numbered)
                : Named(page, word, end) is { } byName ? page.Say(at, end, byName)
                : Bare.TryGetValue(word, out var bare) ? page.Say(at, end, bare)
                : 0;

        if (word == "v" && page[at - 1] == ' ' && page.Before(at) is { Length: > 0 } plaintiff && Page.IsCapital(plaintiff[0]) && Page.IsCapital(Next(page, end + 1)))
            return page.Say(at, end + 1, "versus");
        if (page[end + 2] == '.' && Page.IsLetter(page[end + 1]) && word.Length == 1 && Stopped.TryGetValue($"{word}.{page[end + 1]}", out var pair) && !Page.IsLetter(page[end + 3]))
            return Sentences.CloseBehindStop(page, page.Say(at, end + 3, pair));
        if (IsNumber(page, end + 1) && Numbered.TryGetValue(word, out var counted))
            return page.Say(at, end + 1, counted);
        if (Named(page, word, end + 1) is { } named)
            return named is "saint" or "doctor" ? page.Say(at, end + 1, named) : Closed(page, at, end + 1, named);
        if (Titles.TryGetValue(word, out var title) && Page.IsCapital(Next(page, end + 1)))
            return page.Say(at, end + 1, title);
        if (word is "Mr" or "Mrs" or "Ms" or "Messrs")
            return page.Say(at, end + 1, Titles[word]);
        return Stopped.TryGetValue(word, out var said) && !IsWordHere(page, word, end) && !Page.IsLetterOrDigit(page[end + 1]) ? Closed(page, at, end + 1, said) : 0;
    }

    /// <summary>w/ and w/o.</summary>
    private static int Without(Page page, int at)
    {
        if (page[at] is not ('w' or 'W') || page[at + 1] != '/')
            return 0;
        if (page[at + 2] is 'o' or 'O' && page.IsEnd(at + 3))
            return page.Say(at, at + 3, "without");
        return page[at + 2] == ' ' || char.IsAsciiLetterLower(page[at + 2]) ? page.Say(at, at + 2, "with") : 0;
    }

    /// <summary>"Dr", "St" and "Mt": a title or a saint before a capitalised word, a drive or street behind one.</summary>
    private static string? Named(Page page, string word, int end)
    {
        if (word is not ("St" or "Dr"))
            return null;
        var isBeforeName = Page.IsCapital(Next(page, end)) && page.After(end) is not ("Suite" or "Apt" or "Unit" or "Apartment" or "Floor" or "NW" or "NE" or "SW" or "SE");
        return (word, isBeforeName) switch { ("St", true) => "saint", ("St", false) => "street", ("Dr", true) => "doctor", _ => page[end - 1] == '.' || page[end] is ',' or '\0' ? "drive" : "doctor" };
    }

    /// <summary>"no." and the like at the end of a sentence are words; "in.", "al." only where they mean it.</summary>
    private static bool IsWordHere(Page page, string word, int stop) => word.ToLowerInvariant() switch
    {
        "no" or "min" or "max" or "co" or "ed" or "trans" or "rev" or "pt" or "ca" or "temp" or "ste" or "ie" or "eg" or "cont" when Sentences.IsLast(page, stop + 1) => word is not "Co",
        "no" => true,
        "al" => page.LastSaid != "et",
        _ => false,
    };

    private static int Closed(Page page, int at, int end, string words)
    {
        page.Say(at, end, words);
        return Sentences.CloseBehindStop(page, end);
    }

    private static char Next(Page page, int at)
    {
        while (page[at] == ' ')
            at++;
        return page[at];
    }

    private static bool IsNumber(Page page, int at) => Page.IsDigit(Next(page, at)) || (Next(page, at) == '#' && Page.IsDigit(page[at + 2]));
}
