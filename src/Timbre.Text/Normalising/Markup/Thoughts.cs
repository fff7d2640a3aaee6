using System.Text.RegularExpressions;

namespace Timbre.Text.Normalising.Markup;

/// <summary>
/// What a language model thinks before it answers, and the marks of its turns: &lt;think&gt;...&lt;/think&gt;, &lt;|end|&gt;.
/// </summary>
internal static partial class Thoughts
{
    public static int Read(MarkupReader reader, int at)
    {
        if (Special().Match(reader.Text, at) is { Success: true } special)
            return reader.Replace(at, at + special.Length, "");
        var match = Tag().Match(reader.Text, at);
        if (!match.Success)
            return 0;
        var name = match.Groups[2].Value.ToLowerInvariant();
        if (match.Groups[1].Length > 0)
            return reader.Replace(at, at + match.Length, "");
        var close = reader.Find($"</{name}", at);
        if (close < 0)
            return reader.Replace(at, at + match.Length, "");
        reader.LeftOut.Add($"what stands between <{name}> and </{name}>");
        var end = reader.Text.IndexOf('>', close, reader.Part.End - close);
        return reader.Replace(at, end < 0 ? reader.Part.End : end + 1, " ");
    }

    /// <summary>The end of thoughts whose beginning was not sent; 0 where there is none.</summary>
    public static int EndWithoutBeginning(MarkupReader reader)
    {
        var close = reader.Find("</think>", reader.Part.Start);
        if (close < 0 || reader.Find("<think>", reader.Part.Start) is >= 0 and var open && open < close)
            return 0;
        reader.LeftOut.Add("what stands before </think>");
        return reader.Replace(reader.Part.Start, close + "</think>".Length, "");
    }

    [GeneratedRegex(@"\G<\|[a-zA-Z_]{1,40}\|>")]
    private static partial Regex Special();

    [GeneratedRegex(@"\G<(/?)(think|thinking|thought|thoughts|reasoning|reflection|scratchpad)>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
