using Timbre.Models.Text.Normalising.Figures;
using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Normalising.Places;
using Timbre.Models.Text.Normalising.Signs;
using Timbre.Models.Text.Normalising.Wording;

namespace Timbre.Models.Text.Normalising;

/// <summary>Turns written English into the words that a person reads aloud: figures, abbreviations, addresses and signs in full.</summary>
/// <remarks>
/// At each place the rules for what begins there are asked one after another; the first that knows it says it and tells where it
/// ends. Each rule looks at a bounded stretch, so the time is linear in the length of the text.
/// </remarks>
internal static class Normaliser
{
    /// <summary>Reads what stands at a place; the answer is the place behind it, 0 where the rule does not apply.</summary>
    private delegate int Rule(Page page, int at);

    private static readonly Rule[] AtFigures =
    [
        Links.Read, Dates.Read, Times.Read, Phones.Read, Coordinates.Read, Money.Read, Numerals.ReadOrdinal, Numerals.ReadDecade, Addresses.ReadHouse, Measures.Read, Quotients.Read, Codes.Read, Numerals.Read,
    ];

    private static readonly Rule[] AtLetters =
    [
        Links.Read, Dates.Read, Money.Read, Abbreviations.Read, Initials.Read, Regnal.Read, Addresses.ReadState, Codes.Read, Languages.Read, Symbols.Read, Words.Read,
    ];

    private static readonly Rule[] AtSigns =
    [
        Links.Read, Phones.Read, Money.Read, Measures.Read, Numerals.Read, Greek.Read, Emoji.Read, Words.Read, Symbols.Read, Punctuation.Read,
    ];

    /// <summary>The words and marks of a text, in order.</summary>
    public static IReadOnlyList<Said> Read(FoldedText text)
    {
        var page = new Page(text);
        var at = 0;
        while (at < page.Text.Length)
        {
            var c = page.Text[at];
            at = c == ' ' ? at + 1 : First(Page.IsDigit(c) ? AtFigures : Page.IsLetter(c) ? AtLetters : AtSigns, page, at);
        }

        return page.Said;
    }

    private static int First(Rule[] rules, Page page, int at)
    {
        foreach (var rule in rules)
        {
            if (rule(page, at) is var end && end > at)
                return end;
        }

        var next = Numerals.Power(page, at);
        return next > at ? next : at + 1; // nothing is said for it
    }
}
