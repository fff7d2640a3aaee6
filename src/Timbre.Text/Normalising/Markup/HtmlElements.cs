using System.Net;
using System.Text.RegularExpressions;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Markup;

/// <summary>
/// Elements, comments and entities of HTML in a text that is otherwise plain; only names that HTML or SSML has are elements.
/// </summary>
internal static partial class HtmlElements
{
    private static readonly WordList Lists = WordList.Load("html-elements.txt");
    private static readonly HashSet<string> Inline = new(Lists.WordsOf("inline"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Block = new(Lists.WordsOf("block"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Unread = new(Lists.WordsOf("not read"), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Flags = new(Lists.WordsOf("attributes without value"), StringComparer.OrdinalIgnoreCase);

    public static int Read(MarkupReader reader, int at)
    {
        if (reader[at + 1] == '!')
            return Comment(reader, at);
        var match = Tag().Match(reader.Text, at);
        if (!match.Success || at + match.Length > reader.Part.End || !match.Groups["flag"].Captures.All(flag => Flags.Contains(flag.Value)))
            return 0;
        var (name, end) = (match.Groups["name"].Value, at + match.Length);
        if (Unread.Contains(name))
            return Whole(reader, at, end, name);
        if (Block.Contains(name))
            return reader.Replace(at, end, Separator(name));
        if (!Inline.Contains(name))
            return 0;
        return reader.Replace(at, end, InsteadOf(reader, at, end, match));
    }

    /// <summary>&amp;amp; and the like; once more where it was encoded twice.</summary>
    public static int ReadEntity(MarkupReader reader, int at)
    {
        var match = Entity().Match(reader.Text, at);
        if (!match.Success || at + match.Length > reader.Part.End)
            return 0;
        var once = WebUtility.HtmlDecode(match.Value);
        var decoded = once.EndsWith(';') ? WebUtility.HtmlDecode(once) : once;
        return decoded == match.Value ? 0 : reader.Replace(at, at + match.Length, decoded);
    }

    private static string Separator(string name) => name.ToLowerInvariant() switch
    {
        "td" or "th" or "dt" => ", ",
        "br" => "\n",
        "break" => ", ",
        _ => "\n\n",
    };

    private static string InsteadOf(MarkupReader reader, int at, int end, Match match)
    {
        var name = match.Groups["name"].Value.ToLowerInvariant();
        if (name == "img")
            return match.Groups["alt"].Success ? $" {match.Groups["alt"].Value} " : "";
        if (name != "sup" || match.Groups["close"].Length > 0 || !char.IsAsciiDigit(reader[end]) && reader[end] != '-')
            return "";
        var isPower = reader[at - 1] == ')' || char.IsAsciiDigit(reader[at - 1])
            || (char.IsLetter(reader[at - 1]) && (!char.IsLetter(reader[at - 2]) || !char.IsLetter(reader[at - 3])));
        return isPower ? "^" : " ";
    }

    private static int Comment(MarkupReader reader, int at)
    {
        if (reader[at + 2] != '-' || reader[at + 3] != '-')
            return 0;
        var close = reader.Find("-->", at + 4);
        return close < 0 ? 0 : reader.Replace(at, close + 3, "");
    }

    /// <summary>script and style, with what stands in them.</summary>
    private static int Whole(MarkupReader reader, int at, int end, string name)
    {
        var close = reader.Find($"</{name}", end);
        if (close < 0)
            return reader.Replace(at, end, "");
        var closeEnd = reader.Text.IndexOf('>', close, reader.Part.End - close);
        reader.LeftOut.Add($"what stands in <{name.ToLowerInvariant()}>");
        return reader.Replace(at, closeEnd < 0 ? reader.Part.End : closeEnd + 1, "");
    }

    [GeneratedRegex(@"\G<(?<close>/?)(?<name>[A-Za-z][A-Za-z0-9-]{0,20})(?>(?>\s{1,20})(?>(?:alt\s{0,3}=\s{0,3}""(?<alt>[^""<>]{0,500})"")|"
        + @"[A-Za-z_:@][A-Za-z0-9_:.-]{0,60}\s{0,3}=\s{0,3}(?>""[^""]{0,2000}""|'[^']{0,2000}'|[^\s""'=<>`]{1,500})"
        + @"|(?<flag>[A-Za-z][A-Za-z-]{0,30}))){0,40}\s{0,20}/?>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10}[0-9]{0,2});")]
    private static partial Regex Entity();
}
