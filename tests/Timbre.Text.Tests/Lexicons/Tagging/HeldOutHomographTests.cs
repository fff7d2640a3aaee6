using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;
using Xunit.Abstractions;

namespace Timbre.Text.Tests.Lexicons.Tagging;

public sealed class HeldOutHomographTests(ITestOutputHelper output)
{
    private const double MinShare = 0.93;

    /// <summary>Sentences of another author, which neither the rules nor the model were made with.</summary>
    [Fact]
    public void Homographs_in_sentences_that_training_never_saw_are_mostly_read_as_a_person_reads_them()
    {
        var reader = new ScriptReader(InstalledDictionaries.English);
        var results = new List<(string Word, bool IsRight)>();
        var seen = new Dictionary<(string, string), int>(); // the second row of a sentence and word is about its second place there
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Lexicons", "Tagging", "HeldOutHomographs.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var fields = line.Split('\t');
            var (sentence, word) = (fields[0], fields[1].ToLowerInvariant());
            var places = reader.Read(sentence, ReadingOptions.None).Phrases.SelectMany(phrase => phrase.Words)
                .Where(read => read.Spelling == word).ToList();
            var place = seen[(sentence, word)] = seen.GetValueOrDefault((sentence, word), -1) + 1;
            var said = place < places.Count ? HomographTests.Roughly(places[place].Syllables) : "not at all";
            results.Add((word, fields[2].Split('|').Any(expected => HomographTests.Roughly(expected.Trim()) == said)));
        }

        foreach (var word in results.GroupBy(result => result.Word).OrderBy(word => word.Key, StringComparer.Ordinal))
            output.WriteLine($"{word.Key}: {word.Count(result => result.IsRight)} of {word.Count()}");
        var right = results.Count(result => result.IsRight);
        output.WriteLine($"all: {right} of {results.Count}");
        Assert.True(right >= MinShare * results.Count, $"{right} of {results.Count} are right.");
    }
}
