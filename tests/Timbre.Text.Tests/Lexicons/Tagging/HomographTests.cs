using System.Text.RegularExpressions;
using Timbre.Text.Scripts;
using Timbre.Text.Tests.Material;
using Timbre.Text.Tests.Phonemes.Transcriptions;
using Xunit.Abstractions;

namespace Timbre.Text.Tests.Lexicons.Tagging;

public sealed partial class HomographTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("homographs.txt", 0.97)]
    [InlineData("homographs-heldout.txt", 0.88)]
    public void Words_spelt_alike_are_said_as_their_sentence_asks(string table, double atLeast)
    {
        var (right, all) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Lexicons", "Tagging", "Tables", table))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var fields = line.Split('|', 3);
            var words = fields[0].Trim().Split(' ');
            var word = fields[1].Trim();
            var reading = InstalledDictionaries.English.Read(words, LexiconTests.NoOwn)[Array.LastIndexOf(words, word)];
            var said = Roughly(reading.Syllables);
            all++;
            if (fields[2].Split('|').Any(expected => Roughly(expected.Trim()) == said))
                right++;
            else
                output.WriteLine($"{line}: said {said}");
        }

        output.WriteLine($"{table}: {right} of {all}");
        Assert.True(right >= atLeast * all, $"{right} of {all} are right.");
    }

    /// <summary>
    /// Without what dictionaries differ in: which of the two short vowels an unstressed syllable has, and secondary stress.
    /// </summary>
    internal static string Roughly(string phones) => Regex.Replace(Secondary().Replace(phones, "0"), "(IH|IY|UW|EH)0", "AH0");

    internal static string Roughly(IEnumerable<Syllable> syllables) =>
        Roughly(TranscriptionParserTests.Show(syllables).Replace(" /", "", StringComparison.Ordinal));

    [GeneratedRegex("2")]
    private static partial Regex Secondary();
}
