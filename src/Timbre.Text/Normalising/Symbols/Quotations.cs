using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>
/// Sentences that go on behind what somebody says in them: "Stop!" cried the guard. · "Really?" Tom asked. · He yelled "Fire!" and ran.
/// </summary>
internal static partial class Quotations
{
    /// <summary>Whether a quotation or bracket closes at <paramref name="end"/>, behind its full stop, and the sentence goes on.</summary>
    public static bool GoOnBehind(NormaliserContext context, int end) =>
        context[end] is '"' or '\'' or ')' && (SmallLetter().IsMatch(context.Text, end) || (context[end] != ')' && IsSaid(context, end)));

    private static bool IsSaid(NormaliserContext context, int end) => Speaker().IsMatch(context.Text, end);

    [GeneratedRegex(@"\G[""')]{1,2} (?:- |– |— )?[a-z]")]
    private static partial Regex SmallLetter();

    /// <summary>I, or one or two names, a title before them or none, an adverb or none, and a verb of saying.</summary>
    [GeneratedRegex(@"\G[""']{1,2} (?:I|(?:(?:Mr|Mrs|Ms|Dr|Prof|Capt|Sgt|Lt|Miss|Lady|Lord|Sir|King|Queen|Aunt|Uncle|Captain|Doctor)\.? )?"
        + @"[A-Z][a-z]{1,15}(?: [A-Z][A-Za-z']{1,15})?)(?: [a-z]{2,10}ly)? (?:said|says|say|asked|asks|ask|cried|cries|shouted|shouts"
        + @"|yelled|yells|called|calls|whispered|whispers|screamed|screams|replied|replies|answered|answers|exclaimed|exclaims|demanded"
        + @"|demands|murmured|murmurs|muttered|mutters|snapped|snaps|roared|roars|begged|begs|wondered|wonders|thought|thinks|added|adds"
        + @"|repeated|laughed|laughs|gasped|gasps|sighed|sobbed|bellowed|growled|hissed|barked|insisted|inquired|interrupted|continued"
        + @"|protested|pleaded|urged|warned|ordered|told|went on|wrote|shrieked|groaned|moaned|breathed|teased|joked|mumbled|stammered"
        + @"|announced|declared|retorted|grumbled|squeaked|howled|wailed)(?![A-Za-z])")]
    private static partial Regex Speaker();
}
