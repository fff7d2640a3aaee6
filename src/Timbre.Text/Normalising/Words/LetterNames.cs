namespace Timbre.Text.Normalising.Words;

/// <summary>Names of letters.</summary>
internal static class LetterNames
{
    /// <summary>"f b i", with "ay" for A; what is no letter is passed over.</summary>
    public static string Spell(string letters) => string.Join(' ', letters.Where(char.IsAsciiLetter).Select(Name));

    /// <summary>As the plural or possessive of <see cref="Spell"/>: "c d's".</summary>
    public static string SpellPlural(string letters) =>
        letters.Length == 0 ? "" : $"{Spell(letters[..^1])} {char.ToLowerInvariant(letters[^1])}'s".TrimStart();

    public static bool HasVowel(string letters) => letters.Any(letter => IsVowel(char.ToLowerInvariant(letter)));

    /// <summary>Of small letters; y counts.</summary>
    public static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string Name(char letter) => char.ToLowerInvariant(letter) is var small && small == 'a' ? "ay" : small.ToString();
}
