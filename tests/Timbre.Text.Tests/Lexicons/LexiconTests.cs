using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Phonemes;
using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;
using Timbre.Text.Tests.Material;
using Timbre.Text.Tests.Phonemes.Transcriptions;

namespace Timbre.Text.Tests.Lexicons;

public sealed class LexiconTests
{
    internal static readonly Dictionary<string, IReadOnlyList<Syllable>> NoOwn = [];

    [Fact]
    public void Every_word_of_the_dictionary_is_cut_into_syllables_of_one_vowel_that_join_to_its_phones_again()
    {
        var table = new PronunciationTable();
        FestivalDictionary.LoadInto(table, InstalledDictionaries.Files.Festival);
        foreach (var (word, entry) in table.All())
        {
            var symbols = StressAssignment.Assign(word, entry.Symbols, _ => true);
            var syllables = Syllabifier.Split(symbols);
            Assert.Equal(symbols, Syllabifier.Join(syllables));
            Assert.True(
                syllables.All(syllable => syllable.Phones.Count(TranscriptionParserTests.IsVowel) == 1)
                    || (syllables.Count == 1 && !syllables[0].Phones.Any(TranscriptionParserTests.IsVowel)),
                word);
            Assert.True(
                syllables.Count(syllable => syllable.Stress == 1) == 1 || !syllables[0].Phones.Any(TranscriptionParserTests.IsVowel),
                word);
        }

        Assert.True(table.WordCount > 100_000);
    }

    [Fact]
    public void Every_word_of_the_dictionary_comes_back_from_IPA_and_from_ARPAbet()
    {
        var table = new PronunciationTable();
        FestivalDictionary.LoadInto(table, InstalledDictionaries.Files.Festival);
        foreach (var (word, entry) in table.All())
        {
            var syllables = Syllabifier.Split(StressAssignment.Assign(word, entry.Symbols, _ => true));
            var shown = TranscriptionParserTests.Show(syllables);
            // Two words have a schwa and an R in one syllable, which IPA writes as it writes ER; a few have no vowel.
            if (shown.Contains("AH0 R", StringComparison.Ordinal) || !syllables[0].Phones.Any(TranscriptionParserTests.IsVowel))
                continue;
            Assert.Equal(shown, TranscriptionParserTests.Show(TranscriptionParser.Parse(Ipa.Of(syllables))));
            Assert.Equal(
                shown, TranscriptionParserTests.Show(TranscriptionParser.Parse(shown.Replace(" / ", "-", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void The_article_goes_by_the_word_behind_it()
    {
        Assert.Equal("DH IY0 | AE1 / P AH0 L | DH AH0 | P EH1 R | AH0 | P L AH1 M", Say("the apple the pear a plum"));
        Assert.Equal("EY1", Say("a"));
    }

    [Fact]
    public void The_caller_knows_better() =>
        Assert.Equal(
            "F UW1",
            string.Join(
                " | ",
                InstalledDictionaries.English.Read(
                    ["apple"], new Dictionary<string, IReadOnlyList<Syllable>> { ["apple"] = [new(1, ["F", "UW"])] })
                    .Select(reading => TranscriptionParserTests.Show(reading.Syllables))));

    internal static string Say(string words) =>
        string.Join(
            " | ",
            InstalledDictionaries.English.Read(words.Split(' '), NoOwn)
                .Select(reading => TranscriptionParserTests.Show(reading.Syllables)));
}
