using System.Globalization;
using System.Text;
using Timbre.Text.Normalising.Folding;

namespace Timbre.Models.Transcription;

/// <summary>Words of a text in any language as they are compared: small letters and figures, without accents and punctuation.</summary>
/// <remarks>Accents of Latin letters; <c>string.Normalize</c> takes no letter apart where the culture is invariant.</remarks>
internal static class PlainWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’')
                continue;
            if (LatinLetters.BaseLetters(letter) is { } letters)
                plain.Append(letters.ToLowerInvariant());
            else
                plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
