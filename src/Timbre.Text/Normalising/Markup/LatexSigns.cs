using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Markup;

/// <summary>Single characters of a formula by their names.</summary>
internal static class LatexSigns
{
    /// <param name="sign">Any character but a digit, a backslash or a brace.</param>
    /// <param name="next">The one behind it, or NUL.</param>
    public static string Words(char sign, char next) => sign switch
    {
        '+' => "plus",
        '-' or '−' => "minus",
        '=' => "equals",
        '<' => next == '=' ? "is less than or" : "is less than",
        '>' => next == '=' ? "is greater than or" : "is greater than",
        '*' or '×' or '·' => "times",
        '/' => "over",
        '!' => "factorial",
        '%' => "percent",
        '\'' => "prime",
        '≤' => "is less than or equal to",
        '≥' => "is greater than or equal to",
        '≠' => "is not equal to",
        '±' => "plus or minus",
        'π' => "pi",
        _ when char.IsAsciiLetter(sign) => LetterNames.Spell(sign.ToString()),
        ',' or ';' or ':' => ",",
        _ => char.IsLetter(sign) ? sign.ToString() : "",
    };
}
