using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>Names in capitals before a colon, as plays and subtitles have them: JOHN: Get down! · MARY ANN (softly): Stay.</summary>
internal static partial class SpeakerLabels
{
    private const int MaxLength = 40; // letters before the word

    /// <summary>Whether the word in capitals belongs to such a name.</summary>
    public static bool IsIn(NormaliserContext context, int at, int end) =>
        ToColon().IsMatch(context.Text, end) && FromStart().IsMatch(context.Before(at, MaxLength));

    [GeneratedRegex(@"\G(?: [A-Z.']{1,20}){0,3}(?: [0-9]{1,2})?(?: ?[\(\[][^\(\)\[\]\n]{1,30}[\)\]])?:(?![0-9/])")]
    private static partial Regex ToColon();

    [GeneratedRegex(@"(?:^|[\n.!?""\]>] ?|- )(?:[A-Z.']{1,20} ){0,3}$")]
    private static partial Regex FromStart();
}
