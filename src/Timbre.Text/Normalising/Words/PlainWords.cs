using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>Words as they are: small letters, apostrophes, capitals.</summary>
internal static partial class PlainWords
{
    /// <summary>Words that begin with an apostrophe.</summary>
    private static readonly Dictionary<string, string> Clipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ["n"] = "and",
        ["tis"] = "'tis",
        ["twas"] = "'twas",
        ["em"] = "'em",
        ["til"] = "'til",
        ["till"] = "'til",
        ["cause"] = "'cause",
        ["bout"] = "'bout",
        ["round"] = "'round",
    };

    /// <summary>Abbreviations with an apostrophe for what is left out.</summary>
    private static readonly Dictionary<string, string> Contracted = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nat'l"] = "national",
        ["int'l"] = "international",
        ["gov't"] = "government",
        ["dep't"] = "department",
        ["ass'n"] = "association",
        ["sec'y"] = "secretary",
        ["cont'd"] = "continued",
        ["req'd"] = "required",
    };

    public static int Read(NormaliserContext context, int at)
    {
        if (context[at] == '\'')
            return Clip(context, at);
        var match = Word().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var (word, end) = (match.Value, at + match.Length);
        if (word is "A" or "a" && IsLetterA(context, at))
            return context.Append(at, end, "ay");
        if (word is "a" or "A")
            return context.Append(at, end, "a");
        if (word is "sin" or "cos" or "tan" && context[end] == '(')
            return context.Append(at, end, word switch { "sin" => "sine", "cos" => "cosine", _ => "tangent" });
        if ((Acronyms.IsName(word) && SpeakerLabels.IsIn(context, at, end)) || IsNameWithoutVowels(context, word))
            return context.Append(at, end, word.ToLowerInvariant());
        var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        if (apostrophe < 0)
            return context.Append(at, end, LetterRuns.Read(word, AllCapsText.IsAt(context, at, end)));
        return context.Append(at, end, WithApostrophe(word, apostrophe, AllCapsText.IsAt(context, at, end)));
    }

    /// <summary>A family name of consonants behind a title: Mr. Vlk, Dr. Krc.</summary>
    private static bool IsNameWithoutVowels(NormaliserContext context, string word) =>
        word.Length > 1 && NormaliserContext.IsCapital(word[0]) && !LetterNames.HasVowel(word)
            && word.AsSpan(1).IndexOfAnyInRange('A', 'Z') < 0
            && word.All(char.IsAsciiLetter) && Abbreviations.IsTitle(context.LastWord);

    /// <summary>"FBI's" is "f b i's", "don't" stays, "O'Brien" too.</summary>
    private static string WithApostrophe(string word, int apostrophe, bool isAllCaps)
    {
        if (Contracted.TryGetValue(word, out var whole))
            return whole;
        var (head, tail) = (word[..apostrophe], word[apostrophe..].ToLowerInvariant());
        if (head.Length == 1 || (tail is not "'s" && !(isAllCaps && tail.Length <= 3)) || head.All(char.IsAsciiLetterLower))
            return word.ToLowerInvariant();
        var spoken = LetterRuns.Read(head, isAllCaps);
        return spoken == "ay" ? "a's" : spoken.EndsWith(" ay", StringComparison.Ordinal) ? $"{spoken[..^2]}a{tail}" : $"{spoken}{tail}";
    }

    /// <summary>'tis, rock 'n' roll; any other apostrophe in front is a quotation mark.</summary>
    private static int Clip(NormaliserContext context, int at)
    {
        var letters = context.LettersAt(at + 1);
        if (!context.IsTokenStart(at) || !Clipped.TryGetValue(letters, out var word) || (letters is "n" or "N" && context[at + 2] != '\''))
            return 0;
        var end = at + 1 + letters.Length;
        return context.Append(at, letters is "n" or "N" ? end + 1 : end, word);
    }

    /// <summary>The letter, not the article: a capital within a sentence, or before a mark.</summary>
    private static bool IsLetterA(NormaliserContext context, int at)
    {
        if (context[at + 1] is '^' || Folding.TypographicMarks.SuperscriptDigit(context[at + 1]) is not null
            || (context[at + 1] is '-' or '–' && NormaliserContext.IsLetter(context[at + 2]) && context.IsTokenEnd(at + 3)
            && context[at + 3] is not ('-' or '\'')))
            return true;
        if (context[at] == 'A' && (context[at + 1] == ':' || (!context.IsSentenceStart
            && context.WordAfter(at + 1) is "major" or "minor" or "flat" or "sharp" && context.LastWord is not ("is" or "was" or "be"))))
            return true;
        if (context[at] == 'A' && IsAloneA(context, at))
            return true;
        if (context[at + 1] is '+' or '/' or '&' || context[at - 1] is '/' or '&')
            return true;
        if (context[at] != 'A')
            return false;
        var next = context[at + 1] == ' ' ? context[at + 2] : context[at + 1];
        return !context.IsSentenceStart && context.WordBefore(at) is { Length: > 0 } before && context[at - 1] is ' ' or '-'
            && !(NormaliserContext.IsLetter(next) && AllCapsText.IsAt(context, at, at + 1))
            && (!char.IsAsciiLetterLower(next) || char.IsAsciiLetterLower(before[0]) is false
            || context.WordAfter(at + 1) is "is" or "and" or "or" or "to" or "was");
    }

    /// <summary>A mark behind it, a hyphen before it, or other letters beside it: "A", 3-A, A or B, A is for apple.</summary>
    private static bool IsAloneA(NormaliserContext context, int at) =>
        context[at + 1] is ',' or '"' or ')' or ']' or '?' or '!' or ';' or '\0' or '\n'
            || (context[at + 1] == '.' && context[at + 2] is '\0' or '\n')
            || (context[at - 1] == '-' && context[at + 1] != '-' && NormaliserContext.IsLetterOrDigit(context[at - 2]))
            || BesideLetters().IsMatch(context.Text, at);

    [GeneratedRegex(@"\GA (?:is for (?!the |a )|(?:or|and|to|vs\.?|versus) [B-Z](?![A-Za-z0-9'.]))")]
    private static partial Regex BesideLetters();

    [GeneratedRegex(@"\G[A-Za-z]{1,40}(?:'[A-Za-z]{1,20}){0,3}")]
    private static partial Regex Word();
}
