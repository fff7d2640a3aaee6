namespace Timbre.Text.Phonemes;

/// <summary>
/// Phones with the stress of vowels as one byte each: vowels come first, three to a vowel (0 none, 1 primary, 2 secondary).
/// </summary>
internal static class PhoneSymbols
{
    private const int VowelCount = 15;
    private const int StressLevels = 3;
    private const int FirstConsonant = VowelCount * StressLevels;

    /// <summary>The number of symbols; they are numbered from 0.</summary>
    public const int Count = FirstConsonant + 24;

    private static readonly string[] NamesBySymbol = [.. Enumerable.Range(0, Count)
        .Select(symbol => CmuPhoneSet.All[symbol < FirstConsonant ? symbol / StressLevels : symbol - FirstConsonant + VowelCount])];

    /// <summary>True for a vowel, ER among them.</summary>
    public static bool IsVowel(byte symbol) => symbol < FirstConsonant;

    /// <summary>0, 1 or 2; 0 for consonants.</summary>
    public static int Stress(byte symbol) => IsVowel(symbol) ? symbol % StressLevels : 0;

    /// <summary>The name of its phone, in capitals without digit.</summary>
    public static string Phone(byte symbol) => NamesBySymbol[symbol];

    /// <summary>The same vowel with another stress; a consonant stays as it is.</summary>
    public static byte WithStress(byte symbol, int stress) => IsVowel(symbol) ? (byte)(symbol - symbol % StressLevels + stress) : symbol;

    /// <summary>The symbol of a phone by its name in any case (AX is AH), or -1.</summary>
    public static int Find(string phone, int stress = 0) => CmuPhoneSet.IndexOf(phone) switch
    {
        < 0 => -1,
        < VowelCount and var vowel => vowel * StressLevels + stress,
        var consonant => consonant - VowelCount + FirstConsonant,
    };

    /// <summary>Reads ARPAbet between spaces, as in <c>R EH1 K ER0 D</c>: for tables in the source.</summary>
    public static byte[] Parse(string phones) => [.. phones.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParsePhone)];

    private static byte ParsePhone(string name)
    {
        var stressed = char.IsAsciiDigit(name[^1]);
        var symbol = Find(stressed ? name[..^1] : name, stressed ? name[^1] - '0' : 0);
        return symbol < 0 ? throw new ArgumentException($"'{name}' is no phone.", nameof(name)) : (byte)symbol;
    }
}
