using System.Text;
using Timbre.Text.Normalising.Context;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Pictures, by the short names of emoji.txt in the manner of Unicode's.</summary>
internal static class Emoji
{
    private const int MaxRunes = 4; // that are shown as one picture

    private static readonly Dictionary<string, string> Names = CreateNames();

    public static int Read(NormaliserContext context, int at)
    {
        if (context[at] < '\u2190')
            return 0;
        Span<int> ends = stackalloc int[MaxRunes];
        var (end, runes) = (at, 0);
        while (runes < MaxRunes && Rune.TryGetRuneAt(context.Text, end, out var rune) && rune.Value >= '\u2190')
        {
            end += rune.Utf16SequenceLength;
            ends[runes++] = end;
            if (end >= context.Text.Length)
                break;
        }

        for (var i = runes - 1; i >= 0; i--)
        {
            if (Names.TryGetValue(context.Text[at..ends[i]], out var name))
                return context.Append(at, ends[i], name);
        }

        return 0;
    }

    private static Dictionary<string, string> CreateNames()
    {
        var list = WordList.Load("emoji.txt");
        return list.PairsOf("common pictures").Concat(list.PairsOf("pictures")).Concat(list.PairsOf("pictures of several"))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
