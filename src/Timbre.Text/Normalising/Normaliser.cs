using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.Places;
using Timbre.Text.Normalising.Symbols;
using Timbre.Text.Normalising.Verbalizers;
using Timbre.Text.Normalising.Words;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising;

/// <summary>Text normalisation: verbalises written English, with numbers, abbreviations, addresses and symbols as words.</summary>
/// <remarks>
/// At each place the rules for what begins there are asked one after another; the first that knows it says it and tells where it
/// ends. Each rule looks at a bounded stretch, so the time is linear in the length of the text.
/// </remarks>
internal static class Normaliser
{
    /// <summary>Reads what stands at a place; the answer is the place behind it, 0 where the rule does not apply.</summary>
    private delegate int Rule(NormaliserContext context, int at);

    private static readonly Rule[] DigitRules =
    [
        ElectronicAddresses.Read, TimeStamps.Read, Dates.Read, Times.Read, NumericCodes.Read, TelephoneNumbers.Read, Coordinates.Read,
        Durations.Read, Ratings.Read, Exponents.ReadScientific, Money.Read, Numerals.ReadOrdinal, Numerals.ReadDecade,
        PostalAddresses.ReadHouse, LargeCounts.Read, Measures.Read, NumberPairs.Read, AlphanumericCodes.Read, Numerals.Read,
    ];

    private static readonly Rule[] LetterRules =
    [
        ElectronicAddresses.Read, Dates.Read, CurrencyPairs.Read, Money.Read, TimeZones.Read, Emoticons.Read, PartyAndState.Read,
        Directions.Read, Abbreviations.Read, Initials.Read, NumberedNames.Read, PostalAddresses.ReadState, Ions.Read,
        Measures.ReadUnitAlone, AlphanumericCodes.Read, ProgrammingLanguages.Read, SpokenSymbols.Read, PlainWords.Read,
    ];

    private static readonly Rule[] SymbolRules =
    [
        ElectronicAddresses.Read, TelephoneNumbers.Read, CurrencyPairs.ReadTicker, Ranges.Read, Money.Read, Emoticons.Read, MenuPaths.Read,
        Measures.Read, Numerals.Read, NumberedNames.ReadSign, GreekLetters.Read, Flags.Read, Emoji.Read, PlainWords.Read,
        SpokenSymbols.Read, Punctuation.Read,
    ];

    /// <summary>The words and marks of a text, in order.</summary>
    /// <param name="text">The text in the letters that the rules read.</param>
    /// <param name="budget">Counts the words; null where any number is allowed.</param>
    /// <param name="unspoken">Signs that have no name here, and so are not spoken, are added to it.</param>
    public static IReadOnlyList<NormalisedToken> Read(FoldedText text, ReadingBudget? budget = null, ISet<string>? unspoken = null)
    {
        var context = new NormaliserContext(NumberFormats.ToAmerican(text), budget ?? new ReadingBudget()) { UnspokenSigns = unspoken };
        var at = 0;
        while (at < context.Text.Length)
        {
            var c = context.Text[at];
            at = c == ' '
                ? at + 1
                : ApplyFirst(
                    NormaliserContext.IsDigit(c) ? DigitRules : NormaliserContext.IsLetter(c) ? LetterRules : SymbolRules, context, at);
        }

        return context.Tokens;
    }

    private static int ApplyFirst(Rule[] rules, NormaliserContext context, int at)
    {
        foreach (var rule in rules)
        {
            if (rule(context, at) is var end && end > at)
                return end;
        }

        var next = Exponents.ReadSuperscript(context, at);
        return next > at ? next : context.PassOver(at);
    }
}
