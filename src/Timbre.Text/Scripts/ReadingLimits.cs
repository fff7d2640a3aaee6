namespace Timbre.Text.Scripts;

/// <summary>Bounds on a text that is read; each is checked before the work that it bounds.</summary>
/// <param name="MaxCharacters">Unicode characters of the text without its markup, aliases among them.</param>
public sealed record ReadingLimits(int MaxCharacters)
{
    /// <summary>Markup may be so many times as long as what is said.</summary>
    public const int MaxMarkupFactor = 10;

    private const int MaxLengthEver = 1_000_000;
    private const int MaxExpansion = 8; // characters of replaced terms for one of the text
    private const int MaxLettersPerCharacter = 6; // of its words; plain English has less than one
    private const int MaxPhonesPerCharacter = 5; // plain English has less than one

    /// <summary>For callers that trust their texts: a million characters.</summary>
    public static ReadingLimits Widest { get; } = new(MaxLengthEver);

    /// <summary>UTF-16 units with markup.</summary>
    public int MaxLength => Times(MaxMarkupFactor);

    /// <summary>Characters when terms and aliases have been replaced.</summary>
    public long MaxExpandedCharacters => (long)MaxCharacters * MaxExpansion;

    /// <summary>Letters of all words, and a space behind each, when numbers, signs and abbreviations have been written out.</summary>
    public long MaxLetters => (long)MaxCharacters * MaxLettersPerCharacter;

    /// <summary>Phones of all words.</summary>
    public long MaxPhones => (long)MaxCharacters * MaxPhonesPerCharacter;

    private int Times(int factor) => (int)Math.Min((long)MaxCharacters * factor, MaxLengthEver);
}
