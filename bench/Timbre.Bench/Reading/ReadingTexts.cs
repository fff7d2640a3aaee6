using System.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Bench.Reading;

/// <summary>Texts to read, and what bad ones are made of.</summary>
internal static class ReadingTexts
{
    /// <summary>Stands for a word that is made up each time.</summary>
    public const string AnyWord = "\0";

    /// <summary>What people send.</summary>
    public const string Page =
        """
        Margaret Okonkwo-Reyes had not expected the letter. It lay on the mat between a gas bill for $84.50 and a leaflet that offered
        20% off at Brindlemoor Garden Centre, and it was addressed, in brown ink, to "Mrs. M. Okonkwo, 14 Pellworth St., Apt. 3B".
        Nobody had called her that since 1998.

        She took it into the kitchen, put the kettle on, and read it standing up. Dr. Alistair Venn of the University of Caldersholme
        wrote that he had found eleven notebooks in the attic of a house on the River Usk, that they seemed to be her grandmother's, and
        that he would like to visit on Tuesday, March 4th, at 2:30 p.m. if that suited. "There are drawings," he added, "of plants which
        I am fairly sure have no name." The notebooks weighed 6.2 kg altogether; two of them had been wet. He had read as far as page 112
        of Volume II and did not want to go on without her permission.

        The kettle clicked off. Margaret read the letter again, more slowly, and then a third time, looking for what he had left out.
        Her grandmother had been a seamstress in Tregarrow: she mended sails, she sang in the choir, and in 42 years she had not, as far
        as anyone knew, drawn so much as a cat. But there had been the summer of 1931, when she went to live with the Fennimores and
        came back thin and brown and silent, with earth under her nails.

        She found her phone under the newspaper. It took her ten minutes to write three lines: yes, Tuesday; no, not after five; and
        would he please bring the notebooks with him, all of them, and touch nothing else. She read it over, took out the second
        "please", and sent it to a.venn@caldersholme.ac.uk before she could close the window and think better of it. Outside it had
        begun to rain; the wind tore at the last leaves of the maple, and somebody's recycling bin went rattling down the road.
        """;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>What the search puts together.</summary>
    public static readonly string[] Segments =
    [
        AnyWord, "a", "q", "ay", "aeiou", "read ", "lead ", "live close ", "used to ", "very ", "unun", "ness", "ingly", "ations ", "over",
        "A", "W", "AB ", "NASA ", "Ab", "aB", "I", "IV ", "Henry VIII ", "Mr. ", "St. ", "e.g. ", "U.S.A. ", "X. ", "don't ", "'s",
        "a'", "'",
        "1", "12", "0", "111,", "1,111.", "1.", "1/", "1-", "1:", "-1 ", "1e", "1st ", "12:30 ", "5'10\"", "1\"", "2000-",
        "May 2000", "1 km/h ",
        "5k", "A1-", "1A", "0x", "v1.", "+1 ", "(555) ", "$", "$1", "€1m ", "%", "°", "½", "²", "×", "±", "≤", "√", "Ω", "α", "αβ",
        "#", "#a",
        "@", "a@b.", "a.b", "http://", "www.", "/", "~/", "\\", "_", "&", "=", "==", "->", "<", ">", "|", "^", "*", "`", "~", "+",
        ".", ",", ";", ":", "!", "?", "...", "-", "--", "–", "—", "(", ")", "[", "]", "{", "}", "\"", "“", " ", "  ", "\n",
        "\n\n", "\t",
        "\u0301", "\u200d", "é", "ß", "ﬃ", "Ⅳ", "①", "№", "😀", "👍🏽", "👩‍👩‍👧", "★", "漢", "ع", "я", "𝒜", "\ufffc",
    ];

    /// <summary>A letter that stands for 200.</summary>
    public static ReadingOptions LongTerm { get; } =
        new(new Dictionary<string, string> { ["a"] = Repeat("tsktsk ", 200) }, new Dictionary<string, IReadOnlyList<Syllable>>());

    /// <summary>As many terms as an account may have, which differ at their ends.</summary>
    public static ReadingOptions ManyTerms { get; } = new(
        Enumerable.Range(0, 2000).ToDictionary(i => Repeat("a ", 100 + i % 96) + i, _ => "b"),
        new Dictionary<string, IReadOnlyList<Syllable>>());

    /// <summary>Texts of a few characters each, in any order.</summary>
    public static IEnumerable<(string Name, string Text)> Alphabets(int length)
    {
        var random = new Random(3);
        foreach (var (name, alphabet) in new (string, string)[]
        {
            ("one letter", "a"), ("letters", Letters), ("vowels", "aeiouy"), ("letters and spaces", Letters + "    "),
            ("capitals", Letters.ToUpperInvariant()), ("digits", "0123456789"), ("digits and commas", "1,"),
            ("digits and marks", "0123456789.,:/-"), ("brackets", "()[]{}"), ("letters with combining marks", "aeo\u0301\u0308\u0323"),
            ("Roman letters", "IVXLCDM "), ("hyphens", "a-"), ("signs", "±≤√×÷≈∞"), ("mixed scripts", "aя漢عα1 "),
        })
            yield return (name, string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])));
        yield return ("SSML with a sentence for each letter", $"<speak>{Repeat("<s>a</s>", (length - 20) * 8)}</speak>");
        yield return ("SSML with pauses", $"<speak>{Repeat("a<break time='1ms'/>", (length - 20) * 10)}</speak>");
        yield return ("SSML spelt out", $"<speak><say-as interpret-as='characters'>{Repeat("w%", length - 100)}</say-as></speak>");
        yield return ("SSML that is broken at its end", $"<speak>{Repeat("<p>a</p>", (length - 20) * 8)}");
        yield return ("emoji", Repeat("😀👍🎉🔥", length));
        var words = new StringBuilder();
        while (words.Length < length)
            words.Append(Invented(random));
        yield return ("words that nobody knows", words.ToString(0, length));
    }

    /// <summary>A word that no dictionary has, and a space.</summary>
    public static string Invented(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(3, 12)).Select(_ => Letters[random.Next(Letters.Length)])) + " ";

    /// <summary>The segment again and again, cut at the length.</summary>
    public static string Repeat(string segment, int length) =>
        string.Concat(Enumerable.Repeat(segment, (length / segment.Length) + 1))[..length];
}
