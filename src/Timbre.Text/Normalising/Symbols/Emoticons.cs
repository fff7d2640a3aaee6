using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Faces made of marks and letters, which nobody says: :-) ;P XD ^_^ T_T.</summary>
internal static partial class Emoticons
{
    public static int Read(NormaliserContext context, int at)
    {
        if (!IsEdge(context[at - 1]))
            return 0;
        if (Shrug().Match(context.Text, at) is { Success: true } shrug)
            return context.Append(at, at + shrug.Length, "shrug");
        if (Heart().Match(context.Text, at) is { Success: true } heart && !Comparing().IsMatch(context.Before(at, 24)))
            return context.Append(at, at + heart.Length, "love");
        var match = Face().Match(context.Text, at);
        return match.Success && (IsEdge(context[at + match.Length]) || context[at + match.Length] is '.' or ',' or '!' or '?' or ')')
            ? at + match.Length
            : 0;
    }

    private static bool IsEdge(char c) => c is ' ' or '\n' or '\0' || c > '\u2190';

    [GeneratedRegex(@"\G(?:>?[:;][-'o^~]?(?:[)(\]\[{}/\\|*3$#]|[DPpOoXxSsCcbB](?![A-Za-z])){1,4}|=[-']?(?:[)(\]]|[DPp](?![A-Za-z]))"
        + @"|[)(]{1,3}[-']?[:;=](?![A-Za-z0-9])|[xX][Dd]{1,3}(?![A-Za-z0-9])|\^[_.-]?\^|-[_.]-|[Tt]_[Tt]|[oO][_.][oO]|>[_.]<|</3)")]
    private static partial Regex Face();

    /// <summary>With more than one 3 only where a clause ends: &lt;33.</summary>
    [GeneratedRegex(@"\G<3(?:(?![A-Za-z0-9])|3{1,8}(?= *(?:$|[\n!~.,:;^<]|[^\x00-\u2190])))")]
    private static partial Regex Heart();

    [GeneratedRegex(@"(?<![A-Za-z])(?:if|is|are|was|be|when|while|at|of|temp|temperature|value|values|age|aged|bmi|score|count|ratio"
        + @"|rate|level|levels|below|keep|stay|under|than|result|x|y|n|p|t) $", RegexOptions.IgnoreCase)]
    private static partial Regex Comparing();

    [GeneratedRegex(@"\G¯\\?_\(.{1,3}\)_/¯")]
    private static partial Regex Shrug();
}
