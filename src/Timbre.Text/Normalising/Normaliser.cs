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
        ElectronicAddresses.Read, Dates.Read, Times.Read, TelephoneNumbers.Read, Coordinates.Read, Money.Read, Numerals.ReadOrdinal,
        Numerals.ReadDecade, PostalAddresses.ReadHouse, Measures.Read, NumberPairs.Read, AlphanumericCodes.Read, Numerals.Read,
    ];

    private static readonly Rule[] LetterRules =
    [
        ElectronicAddresses.Read, Dates.Read, Money.Read, Abbreviations.Read, Initials.Read, NumberedNames.Read, PostalAddresses.ReadState,
        AlphanumericCodes.Read, ProgrammingLanguages.Read, SpokenSymbols.Read, PlainWords.Read,
    ];

    private static readonly Rule[] SymbolRules =
    [
        ElectronicAddresses.Read, TelephoneNumbers.Read, Money.Read, Measures.Read, Numerals.Read, GreekLetters.Read, Emoji.Read,
        PlainWords.Read, SpokenSymbols.Read, Punctuation.Read,
    ];

    /// <summary>The words and marks of a text, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">Counts the words; null where any number is allowed.</param>
    public static IReadOnlyList<NormalisedToken> Read(FoldedText text, ReadingBudget? budget = null)
    {
        var context = new NormaliserContext(text, budget ?? new ReadingBudget());
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

        var next = Numerals.Power(context, at);
        return next > at ? next : at + 1; // it is not spoken
    }
}
