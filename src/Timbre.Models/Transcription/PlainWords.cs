using System.Globalization;
using System.Text;

namespace Timbre.Models.Transcription;

/// <summary>Words of a text in any language as they are compared: small letters and figures, without accents and punctuation.</summary>
internal static class PlainWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’')
                continue;
            plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
