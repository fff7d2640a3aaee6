using System.Text.RegularExpressions;

namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Programming languages whose names have signs: C++, C#.</summary>
internal static partial class Languages
{
    public static int Read(Page page, int at)
    {
        var match = Name().Match(page.Text, at);
        return match.Success ? page.Say(at, at + match.Length, $"{Letters.Spell(match.Groups[1].Value)} {(match.Groups[2].Value == "#" ? "sharp" : "plus plus")}") : 0;
    }

    [GeneratedRegex(@"\G([CF])(#|\+\+)(?![A-Za-z0-9])")]
    private static partial Regex Name();
}
