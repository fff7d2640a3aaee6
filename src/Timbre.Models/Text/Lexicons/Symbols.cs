using Timbre.Models.BaseVoices;

namespace Timbre.Models.Text.Lexicons;

/// <summary>Phones with the stress of vowels as one byte each: vowels come first, three to a vowel (0 none, 1 primary, 2 secondary).</summary>
internal static class Symbols
{
    private const int Vowels = 15;
    private const int Stresses = 3;
    private const int FirstConsonant = Vowels * Stresses;

    /// <summary>How many there are: a symbol is 0 to one less.</summary>
    public const int Count = FirstConsonant + 24;

    private static readonly string[] PhoneOf = [.. Enumerable.Range(0, Count).Select(symbol => Phones.All[symbol < FirstConsonant ? symbol / Stresses : symbol - FirstConsonant + Vowels])];

    /// <summary>Whether it is a vowel, ER among them.</summary>
    public static bool IsVowel(byte symbol) => symbol < FirstConsonant;

    /// <summary>0, 1 or 2; 0 for consonants.</summary>
    public static int Stress(byte symbol) => IsVowel(symbol) ? symbol % Stresses : 0;

    /// <summary>The name of its phone, in capitals without digit.</summary>
    public static string Phone(byte symbol) => PhoneOf[symbol];

    /// <summary>The same vowel with another stress; a consonant stays as it is.</summary>
    public static byte WithStress(byte symbol, int stress) => IsVowel(symbol) ? (byte)(symbol - symbol % Stresses + stress) : symbol;

    /// <summary>The symbol of a phone by its name in any case (AX is AH), or -1.</summary>
    public static int Find(string phone, int stress = 0) => Phones.IndexOf(phone) switch
    {
        < 0 => -1,
        < Vowels and var vowel => vowel * Stresses + stress,
        var consonant => consonant - Vowels + FirstConsonant,
    };

    /// <summary>Reads ARPAbet between spaces, as in <c>R EH1 K ER0 D</c>: for tables in the source.</summary>
    public static byte[] Of(string phones) => [.. phones.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static byte One(string name)
    {
        var stressed = char.IsAsciiDigit(name[^1]);
        var symbol = Find(stressed ? name[..^1] : name, stressed ? name[^1] - '0' : 0);
        return symbol < 0 ? throw new ArgumentException($"'{name}' is no phone.", nameof(name)) : (byte)symbol;
    }
}
