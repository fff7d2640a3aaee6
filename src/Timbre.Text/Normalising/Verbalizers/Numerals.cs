using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Verbalises numbers without a unit: ordinals, decades, years, numbers that are names, and all others.</summary>
internal static partial class Numerals
{
    /// <summary>Nouns whose numbers are names, read as pairs of digits.</summary>
    private static readonly HashSet<string> NumberedThings = new(StringComparer.OrdinalIgnoreCase)
    {
        "flight", "room", "route", "highway", "hwy", "interstate", "boeing", "airbus", "error", "port", "area", "bus", "channel", "suite",
        "apartment",
        "apt", "extension", "ext", "rtx", "gtx", "exit", "status", "http", "code", "unit", "train", "gate", "locker", "cell", "rt", "rm",
        "building", "xbox", "dreamliner", "studio", "cessna", "porsche", "peugeot", "ferrari", "mclaren", "levis", "fahrenheit",
        "gulfstream", "learjet",
    };

    private static readonly HashSet<string> NotPlurals = [
        "was", "is", "has", "as", "its", "this", "his", "us", "does", "always", "perhaps", "thus", "towards", "besides", "across", "unless",
        "less"
    ];

    private static readonly HashSet<string> DecadeCues = new(StringComparer.OrdinalIgnoreCase) {
        "the", "early", "mid", "late", "his", "her", "their", "my", "your", "in"
    };

    /// <summary>What decades are known for.</summary>
    private static readonly HashSet<string> DecadeNouns = new(StringComparer.OrdinalIgnoreCase)
    {
        "music", "kid", "kids", "child", "baby", "babies", "movie", "movies", "film", "films", "song", "songs", "hits", "fashion", "style",
        "rock", "pop", "era", "vibe", "vibes", "nostalgia", "synth", "hair", "party", "parties", "sitcom", "sitcoms", "cartoon", "cartoons",
        "show", "shows", "band", "bands", "classic", "classics", "metal", "disco", "theme", "throwback", "cars", "toys", "clothes", "hip",
        "rap", "dance", "night", "icon", "icons", "sound", "sounds", "aesthetic", "tv", "television", "horror", "action", "culture",
        "design",
        "generation", "teen", "teens", "trend", "trends", "playlist", "radio", "games", "computer", "computers", "jazz", "punk", "grunge",
    };

    /// <summary>Things that last seconds.</summary>
    private static readonly HashSet<string> SecondsOf =
        ["timeout", "timer", "delay", "interval", "clip", "video", "ad", "ads", "left", "per", "remaining", "later", "ago", "pause",
        "cooldown"];

    public static int Read(NormaliserContext context, int at)
    {
        if (Decade().Match(context.Text, at) is { Success: true } decade)
            return context.Append(at, at + decade.Length, Decades(decade.Groups[1].Value));
        if (ShortYear().Match(context.Text, at) is { Success: true } year)
            return context.Append(at, at + year.Length, Digits.OhBelowTen(int.Parse(year.Groups[1].Value)));
        if (Versions().Match(context.Text, at) is { Success: true } version && context.IsTokenEnd(at + version.Length))
            return context.Append(at, at + version.Length, Version(version.Value));
        if (Bare().Match(context.Text, at) is { Success: true } bare)
            return Exponents.ReadSuperscript(context, context.Append(at, at + bare.Length, Bare(context, at, bare.Value)));
        return Amounts.At(context, at) is { } amount ? Exponents.ReadSuperscript(context, context.Append(at, amount.End, amount.Words)) : 0;
    }

    /// <summary>22nd.</summary>
    public static int ReadOrdinal(NormaliserContext context, int at) =>
        Ordinal().Match(context.Text, at) is not { Success: true } ordinal ? 0
        : context.Append(at, at + ordinal.Length, Ordinals.Of(ordinal.Groups[1].Value)) is var end && context[end] is '-' or '–'
            && Ordinal().IsMatch(context.Text, end + 1) ? context.Append(end, end + 1, "to")
        : end;

    /// <summary>the 80s, the 1990s, before units are looked for; 30s by itself are seconds.</summary>
    public static int ReadDecade(NormaliserContext context, int at)
    {
        var match = Decade().Match(context.Text, at);
        if (!match.Success
            || (match.Groups[1].Length < 4 && match.Groups[1].Value is not ['7', _, '7'] && !IsDecade(context, at, at + match.Length)))
            return 0;
        return context.Append(at, at + match.Length, Decades(match.Groups[1].Value));
    }

    /// <summary>Two digits: behind "the" or "his", or before what decades are known for; 30s are seconds otherwise.</summary>
    private static bool IsDecade(NormaliserContext context, int at, int end)
    {
        if (context[end - 2] != '0' || context[at] == '1')
            return DecadeCues.Contains(context.WordBefore(at));
        if (context[end] == '-' && context.LettersAt(end + 1) is "style" or "era" or "inspired" or "themed" or "born" or "something")
            return true;
        var next = context[end] == ' ' ? context.WordAfter(end) : "";
        if (SecondsOf.Contains(next))
            return false;
        return DecadeCues.Contains(context.WordBefore(at)) || DecadeNouns.Contains(next) || AnotherDecade().IsMatch(context.Text, end)
            || DecadeBefore().IsMatch(context.Before(at, 16));
    }

    /// <summary>1.2.3 with points; four groups are an address and come digit by digit.</summary>
    public static string Version(string written)
    {
        var groups = written.Split('.');
        return string.Join(" point ", groups.Select(Cardinals.Of)) is var words && groups.Length == 4
            ? string.Join(" dot ", groups.Select(Digits.Of))
            : words;
    }

    private static string Bare(NormaliserContext context, int at, string digits)
    {
        if (digits.Length > 1 && digits[0] == '0')
            return Digits.Of(digits);
        if (IsPartOfName(context, at, digits) || IsNumberOfThing(context, at, digits))
            return Digits.InPairs(digits);
        return IsYear(context, at, digits) ? Years.Of(int.Parse(digits)) : Cardinals.Of(digits);
    }

    /// <summary>Blink-182.</summary>
    private static bool IsPartOfName(NormaliserContext context, int at, string digits) =>
        digits.Length == 3 && context[at - 1] == '-' && NormaliserContext.IsLetter(context[at - 2]);

    /// <summary>Flight 370; form 401(k).</summary>
    private static bool IsNumberOfThing(NormaliserContext context, int at, string digits)
    {
        var end = at + digits.Length;
        return digits.Length is 3 or 4
            && (NumberedThings.Contains(context.WordBefore(at)) || PostBox().IsMatch(context.Before(at, 10))
                || (digits is ['7', _, '7'] && context.WordBefore(at) is "a" or "A")
                || (digits is ['7', _, '7'] && context.WordAfter(end) is "MAX" or "Max" or "Dreamliner" or "jet" or "jets" or "jetliner"
                    or "plane" or "aircraft" or "airliner" or "freighter")
                || (context[end] == '(' && NormaliserContext.IsLetter(context[end + 1]) && context[end + 2] == ')'));
    }

    /// <summary>Four digits up to 2099, or behind "year"; but not the number of a plural: 1200 soldiers.</summary>
    private static bool IsYear(NormaliserContext context, int at, string digits)
    {
        var before = context.WordBefore(at);
        if (digits.Length != 4 || (string.CompareOrdinal(digits, "2099") > 0 && before != "year"))
            return false;
        var next = context[at + 4] == ' ' ? context.WordAfter(at + 4) : "";
        var isCount = next.Length > 2 && next[^1] == 's' && next[^2] != 's' && char.IsAsciiLetterLower(next[0])
            && !NotPlurals.Contains(next) && before is not ("in" or "In" or "the" or "The" or "since" or "of");
        return !isCount;
    }

    private static string Decades(string digits) =>
        Years.Decade(int.Parse(digits)) ?? Years.Plural(digits.Length == 3 ? Digits.InPairs(digits) : Cardinals.Of(digits));

    [GeneratedRegex(@"\G([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z0-9])")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"P\.? ?O\.? Box $", RegexOptions.IgnoreCase)]
    private static partial Regex PostBox();

    [GeneratedRegex(@"\G'?([0-9]{2,4})'?s(?![A-Za-z0-9])")]
    private static partial Regex Decade();

    [GeneratedRegex(@"[0-9]0s(?:,? and |,? or | & |/|-|–|, | to )(?:the |early |late )?$")]
    private static partial Regex DecadeBefore();

    [GeneratedRegex(@"\G(?: and | or | & |/|-|–|, )(?:the )?'?[0-9]{2}s(?![A-Za-z0-9])")]
    private static partial Regex AnotherDecade();

    [GeneratedRegex(@"\G'([0-9]{2})(?![A-Za-z0-9'])")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"\G[0-9]{1,6}(?:\.[0-9]{1,6}){2,5}(?!\.[0-9])")]
    private static partial Regex Versions();

    [GeneratedRegex(@"\G[0-9]+(?![0-9]|[.,][0-9]| ?[½⅓⅔¼¾⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚]|/[0-9]|[ -][0-9]{1,2}/[0-9])")]
    private static partial Regex Bare();
}
