namespace Timbre.Text.Normalising.Folding;

/// <summary>Typographic marks and what the rules know them as.</summary>
internal static class TypographicMarks
{
    private static readonly Dictionary<char, string> PlainByMark = new()
    {
        ['‘'] = "'",
        ['’'] = "'",
        ['‚'] = "'",
        ['‛'] = "'",
        ['ʼ'] = "'",
        ['´'] = "'",
        ['`'] = "'",
        ['′'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['‟'] = "\"",
        ['″'] = "\"",
        ['«'] = "\"",
        ['»'] = "\"",
        ['‹'] = "'",
        ['›'] = "'",
        ['‐'] = "-",
        ['‑'] = "-",
        ['‒'] = "-",
        ['−'] = "-",
        ['―'] = "—",
        ['⁄'] = "/",
        ['∕'] = "/",
        ['∗'] = "*",
        ['⋅'] = "·",
        ['•'] = "·",
        ['‣'] = "·",
        ['◦'] = "·",
        ['▪'] = "·",
        ['●'] = "·",
        ['¿'] = "",
        ['¡'] = "",
        ['。'] = ".",
        ['、'] = ",",
        ['µ'] = "μ",
        ['℃'] = "°C",
        ['℉'] = "°F",
        ['№'] = "No.",
        ['…'] = "...",
        ['º'] = "°",
        ['˚'] = "°",
        ['˙'] = "",
        ['「'] = "\"",
        ['」'] = "\"",
        ['『'] = "\"",
        ['』'] = "\"",
        ['〝'] = "\"",
        ['〞'] = "\"",
        ['・'] = "·",
        ['∙'] = "·",
        ['⁃'] = "·",
        ['■'] = "·",
        ['○'] = "·",
        ['◆'] = "·",
        ['❖'] = "·",
        ['➢'] = "·",
        ['➤'] = "·",
        ['►'] = "·",
        ['⟶'] = "→",
        ['➔'] = "→",
        ['➜'] = "→",
        ['➡'] = "→",
        ['⟹'] = "⇒",
        ['⟵'] = "←",
        ['⬅'] = "←",
        ['⬆'] = "↑",
        ['⬇'] = "↓",
        ['∣'] = "|",
        ['¦'] = "|",
        ['﹘'] = "–",
        ['〜'] = "~",
        ['∼'] = "~",
        ['✕'] = "×",
        ['⩽'] = "≤",
        ['⩾'] = "≥",
        ['≦'] = "≤",
        ['≧'] = "≥",
        ['∆'] = "Δ",
        ['ϕ'] = "φ",
        ['ϵ'] = "ε",
        ['ϑ'] = "θ",
        ['ª'] = "a",
    };

    private const string Digits = "0123456789";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    /// <summary>The normalised form of a mark; null where it has none.</summary>
    public static string? Normalise(char mark) => PlainByMark.GetValueOrDefault(mark);

    /// <summary>The digit that stands high: 2 for ².</summary>
    public static char? SuperscriptDigit(char mark) => DigitAt(Superscripts, mark);

    /// <summary>
    /// The length of the exponent that begins there: digits that stand high, with a sign before or behind them; 0 for none.
    /// </summary>
    public static int SuperscriptLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 6 && (SuperscriptDigit(text[end]) is not null || text[end] is '⁺' or '⁻'))
            end++;
        return end - at;
    }

    /// <summary>The digit that stands low: 2 for ₂.</summary>
    public static char? SubscriptDigit(char mark) => DigitAt(Subscripts, mark);

    private static char? DigitAt(string row, char mark) =>
        row.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? Digits[at] : null;
}
