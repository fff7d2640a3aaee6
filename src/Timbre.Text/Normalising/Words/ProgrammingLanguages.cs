using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>Programming languages whose names have symbols: C++, C#.</summary>
internal static partial class ProgrammingLanguages
{
    public static int Read(NormaliserContext context, int at)
    {
        var match = Name().Match(context.Text, at);
        return match.Success
            ? context.Append(
                at, at + match.Length,
                $"{LetterNames.Spell(match.Groups[1].Value)} {(match.Groups[2].Value == "#" ? "sharp" : "plus plus")}")
            : 0;
    }

    [GeneratedRegex(@"\G([CF])(#|\+\+)(?![A-Za-z0-9])")]
    private static partial Regex Name();
}
