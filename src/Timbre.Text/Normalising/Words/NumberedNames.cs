using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Scripts;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Words;

/// <summary>Verbalises Roman numerals behind names and headings: Henry VIII, Chapter IV, World War II; never the pronoun I.</summary>
internal static partial class NumberedNames
{
    private const int MaxLetters = 10;
    private const char FirstSign = '\u2160';
    private const char LastSign = '\u217F';

    /// <summary>The signs from U+2160 on; the small ones follow in the same order.</summary>
    private static readonly string[] Signs = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D", "M"];

    private static readonly WordList Lists = WordList.Load("numbered-names.txt");
    private static readonly HashSet<string> Rulers = [.. Lists.WordsOf("rulers")];
    private static readonly HashSet<string> RoyalTitles = [.. Lists.WordsOf("royal titles")];
    private static readonly HashSet<string> Headings = new(Lists.WordsOf("headings"), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> NamedByLetter = new(Lists.WordsOf("named by a letter"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> GivenNames = [.. Lists.WordsOf("given names")];
    private static readonly HashSet<string> SmallHeadings = [.. Lists.WordsOf("headings before small numerals")];

    /// <summary>Roman numerals that are abbreviations more often.</summary>
    private static readonly HashSet<string> Ambiguous = ["XL", "CC", "CV", "LV", "CI", "LL", "CL", "LI", "MI", "XC", "MD", "DC", "CD",
        "MC", "DI", "MM", "DM", "CM", "MIX", "XXX", "XX", "DL", "ML"];

    /// <summary>Before "II" and the like, no nouns that are numbered.</summary>
    private static readonly HashSet<string> NoNouns = ["with", "from", "into", "this", "that", "than", "their", "your", "and", "called",
        "named"];

    public static int Read(NormaliserContext context, int at)
    {
        var letters = context.LettersAt(at);
        if (letters.Length is 0 or > MaxLetters || !context.IsTokenStart(at))
            return 0;
        if (RomanNumerals.Parse(letters) is not { } value)
            return ReadWithLetter(context, at, letters) is > 0 and var part ? part : ReadSmall(context, at, letters);
        var end = at + letters.Length;
        if (context[end] == '-' && NormaliserContext.IsDigit(context[end + 1]))
            return 0; // a Mazda CX-5
        if (letters.Length > 3 && value > 1000 && context.IsTokenEnd(end) && context[end] != '\'')
            return context.Append(at, end, Years.Of(value));
        if (letters.Length > 1 && OrdinalNoun().IsMatch(context.Text, end) && !Ambiguous.Contains(letters))
            return context.Append(at, end, Ordinals.Of(value));
        if (IsInList(context, at, end, value))
            return context.Append(at, end, IsOfRulers(context, at) ? $"the {Ordinals.Of(value)}" : Cardinals.Of(value));
        if (IsLineNumber(context, at, end))
            return context.AppendMark(end, context.Append(at, end, Cardinals.Of(value)) + 1, PhraseEnd.Colon);
        var possessive = context[end] == '\'' && context[end + 1] is 's' or 'S' && context.IsTokenEnd(end + 2) ? 2 : 0;
        if (context[at - 1] != ' ' || (possessive == 0 && context[end] is '\'') || context[end] is '&' or '/'
            || NormaliserContext.IsDigit(context[end]))
            return 0;
        return ReadBehindName(context, at, end, possessive, letters, value);
    }

    /// <summary>What is numbered stands before it.</summary>
    private static int ReadBehindName(NormaliserContext context, int at, int end, int possessive, string letters, int value)
    {
        var before = context.WordBefore(at);
        var suffix = possessive > 0 ? "'s" : "";
        if (IsNumberOfThing(context, at, before, letters))
            return context.Append(at, end + possessive, $"{Cardinals.Of(value)}{suffix}");
        if (IsBehindComma(context, at, letters))
            return context.Append(at, end, $"the {Ordinals.Of(value)}");
        if (before.Length == 0 || context[at - 2] is '.' or ',' || IsNamedByLetter(before, letters))
            return 0;
        if (IsNumberOfHeading(context, before, end, value))
            return context.Append(at, end + possessive, $"{Cardinals.Of(value)}{suffix}");
        if (IsNumberOfRuler(context, at, before, letters) || IsNumberOfPerson(context, at, before, letters))
            return context.Append(at, end + possessive, $"the {Ordinals.Of(value)}{suffix}");
        if (letters == "I" && Rulers.Contains(before) && (possessive > 0 || RegnalFirst.IsAt(context, at, end, before)))
            return context.Append(at, end + possessive, $"the first{suffix}");
        return IsNumberOfName(before, letters) ? context.Append(at, end + possessive, $"{Cardinals.Of(value)}{suffix}") : 0;
    }

    /// <summary>Sony A7 III, cranial nerve VII, WW II, Super Bowl L, Vol. IV.</summary>
    private static bool IsNumberOfThing(NormaliserContext context, int at, string before, string letters)
    {
        if (before == "WW" || (before == "Bowl" && letters is "L" or "C"))
            return true;
        if (context[at - 2] == '.')
            return Headings.Contains(context.LastWord) && SmallHeadings.Contains(before.ToLowerInvariant())
                && letters is not ("C" or "D" or "L" or "M");
        if (letters.Length == 1 || Ambiguous.Contains(letters))
            return false;
        return ModelBefore().IsMatch(context.Before(at, 12))
            || (letters != "IV" && before.Length > 3 && char.IsAsciiLetterLower(before[0]) && !NoNouns.Contains(before)
            && context[at - 2] is not (',' or '-'));
    }

    /// <summary>James Brown, III.</summary>
    private static bool IsBehindComma(NormaliserContext context, int at, string letters) =>
        context[at - 2] == ',' && letters is "II" or "III" or "IV"
            && NameBefore().Match(context.Before(at, 40).ToString()) is { Success: true } person
            && GivenNames.Contains(person.Groups[1].Value);

    /// <summary>A sign of its own: Ⅳ; of several, XII in two signs.</summary>
    public static int ReadSign(NormaliserContext context, int at)
    {
        var end = at;
        while (context[end] is >= FirstSign and <= LastSign && end - at < MaxLetters)
            end++;
        var letters = string.Concat(context.Text[at..end].Select(sign => Signs[(sign - FirstSign) % Signs.Length]));
        if (RomanNumerals.Parse(letters) is not { } value)
            return 0;
        var before = context.WordBefore(at);
        return context.Append(at, end, Rulers.Contains(before) ? $"the {Ordinals.Of(value)}" : Cardinals.Of(value));
    }

    /// <summary>Part IIb, Figure IIIa.</summary>
    private static int ReadWithLetter(NormaliserContext context, int at, string letters) =>
        letters.Length is > 1 and < 6 && letters[^1] is >= 'a' and <= 'f' && context[at - 1] == ' '
            && Headings.Contains(context.WordBefore(at))
            && RomanNumerals.Parse(letters[..^1]) is { } value
            ? context.Append(at, at + letters.Length, $"{Cardinals.Of(value)} {LetterNames.Spell(letters[^1..])}")
            : 0;

    /// <summary>Small letters behind a heading or in brackets: scene iv, (iii).</summary>
    private static int ReadSmall(NormaliserContext context, int at, string letters)
    {
        if (!char.IsAsciiLetterLower(letters[0]) || RomanNumerals.Parse(letters.ToUpperInvariant()) is not { } value || value > 89)
            return 0;
        var end = at + letters.Length;
        var isInBrackets = context[at - 1] == '(' && context[end] == ')' && letters is not "x"
            && !NormaliserContext.IsLetterOrDigit(context[at - 2]);
        var isBehindHeading = context[at - 1] == ' ' && SmallHeadings.Contains(context.WordBefore(at).ToLowerInvariant())
            && (letters.Length > 1 || context[end] != ' ' || !char.IsAsciiLetterLower(context[end + 1]))
            && context[end] is not ('\'' or '-' or '=' or '/') && letters is not ("l" or "c" or "d" or "m");
        return isInBrackets || isBehindHeading ? context.Append(at, end, Cardinals.Of(value)) : 0;
    }

    /// <summary>One of several in order: I, II and III; Chapters I–V.</summary>
    private static bool IsInList(NormaliserContext context, int at, int end, int value)
    {
        if (context[at - 1] is not (' ' or '\0' or '\n' or '(' or '-' or '–' or '/') || context[end] == '\'')
            return false;
        if (NextInList().Match(context.Text, end) is { Success: true } next && RomanNumerals.Parse(next.Groups[1].Value) is { } following
            && following > value && (following == value + 1 || end - at > 1 && next.Groups[1].Length > 1 || next.Value[0] is '–'))
            return true;
        var before = PreviousInList().Match(context.Before(at, 16).ToString());
        return before.Success && RomanNumerals.Parse(before.Groups[1].Value) is { } previous && previous < value
            && (value == previous + 1 || end - at > 1 && before.Groups[1].Length > 1 || before.Value[^1] is '–');
    }

    /// <summary>Louis XIV and XV: the name of a ruler before the first of them.</summary>
    private static bool IsOfRulers(NormaliserContext context, int at)
    {
        if (context[at - 1] == ' ' && Rulers.Contains(context.WordBefore(at)))
            return true;
        var last = context.Tokens.Count - 1;
        var limit = Math.Max(1, last - 2);
        while (last > limit && context.Tokens[last].Word is null or "and" or "or" or "to")
            last--;
        return last > 0 && context.Tokens[last - 1].Word == "the" && context.Tokens[last].Word is { Length: > 4 } number
            && (number.EndsWith("th", StringComparison.Ordinal) || number is "first" or "second" or "third");
    }

    /// <summary>Group C, Vitamin D, Malcolm X: 100, 500 and the like number nothing, and X only some things.</summary>
    private static bool IsNamedByLetter(string before, string letters) =>
        letters is "C" or "D" or "L" or "M" || (letters is "X" or "V" && NamedByLetter.Contains(before));

    /// <summary>"IV. " at the start of a line.</summary>
    private static bool IsLineNumber(NormaliserContext context, int at, int end) =>
        end - at > 1 && context[end] == '.' && context[end + 1] == ' ' && context[at - 1] is '\0' or '\n';

    /// <summary>Chapter IV; an I only where it is not the pronoun.</summary>
    private static bool IsNumberOfHeading(NormaliserContext context, string before, int end, int value) =>
        Headings.Contains(before) && (value > 1 || !char.IsAsciiLetterLower(context[end + 1]) || NormaliserContext.IsCapital(before[0]));

    /// <summary>Henry VIII, King Charles I.</summary>
    private static bool IsNumberOfRuler(NormaliserContext context, int at, string before, string letters) =>
        Rulers.Contains(before) && !Ambiguous.Contains(letters)
            && (letters.Length > 1 || letters is "V" or "X" || RoyalTitles.Contains(context.WordBefore(at - 1 - before.Length)));

    /// <summary>Robert Griffin III.</summary>
    private static bool IsNumberOfPerson(NormaliserContext context, int at, string before, string letters) =>
        letters is "II" or "III" or "IV" && NormaliserContext.IsCapital(before[0])
            && GivenNames.Contains(context.WordBefore(at - 1 - before.Length));

    /// <summary>Rocky II: behind any other capitalised word.</summary>
    private static bool IsNumberOfName(string before, string letters) =>
        letters.Length > 1 && before.Length > 1 && NormaliserContext.IsCapital(before[0]) && char.IsAsciiLetterLower(before[1])
            && !Ambiguous.Contains(letters);

    /// <summary>James Brown, III: the given name, and the family name before the comma.</summary>
    [GeneratedRegex(@"([A-Z][a-z]+) (?:[A-Z]\. )?[A-Z][a-z]+, $")]
    private static partial Regex NameBefore();

    /// <summary>Sony A7 III, 5D IV.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9.,])(?:[A-Z]{1,3}[0-9]{1,4}|[0-9]{1,4}[A-Z])[A-Za-z]? $")]
    private static partial Regex ModelBefore();

    [GeneratedRegex(@"\G (?:Olympi|Winter Olympi|Summer Olympi|[Cc]entur|Corps|Army|Legion|[Dd]ynasty|Congress|Panzer"
        + "|Brigade|Party Congress)")]
    private static partial Regex OrdinalNoun();

    [GeneratedRegex(@"\G(?:,? (?:and|or|to|&) |, |/| ?[-–] ?)([IVXL]{1,7})(?![A-Za-z'])")]
    private static partial Regex NextInList();

    [GeneratedRegex(@"(?<![A-Za-z])([IVXL]{1,7})(?:,? (?:and|or|to|&) |, |/| ?[-–] ?)$")]
    private static partial Regex PreviousInList();
}
