using System.Diagnostics;
using Timbre.Models.Alignment;
using Timbre.Models.Output;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Scripts;
using Xunit.Abstractions;

namespace Timbre.Models.Tests.Alignment;

/// <summary>Against pronunciations that are not ours.</summary>
public sealed class LexiconAgreementTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, IReadOnlyList<Syllable>> NoOverrides = [];

    [Fact]
    public void Sentences_are_said_with_the_phones_that_flite_says_them_with()
    {
        var (edits, all) = (0, 0);
        foreach (var sentence in CalibrationText.Sentences)
        {
            var words = new string([.. sentence.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c is ' ' or '\'')]);
            var ours = InstalledLexicon.English.Read(words.Split(' '), NoOverrides).SelectMany(reading => reading.Syllables)
                .SelectMany(syllable => syllable.Phones).ToArray();
            var theirs = Flite(words).Select(phone => phone.ToUpperInvariant()).Where(phone => phone != "PAU")
                .Select(phone => phone == "AX" ? "AH" : phone).ToArray();
            var distance = Edits(ours, theirs);
            (edits, all) = (edits + distance, all + theirs.Length);
            if (distance > 0)
                output.WriteLine($"{words}\n  ours  {string.Join(' ', ours)}\n  flite {string.Join(' ', theirs)}");
        }

        output.WriteLine($"{edits} of {all} phones differ");
        Assert.True(edits < 0.06 * all, $"{edits} of {all} phones differ.");
    }

    [Fact]
    public void Words_of_the_dictionary_have_one_of_the_pronunciations_that_the_newer_dictionary_gives()
    {
        var newer = new Dictionary<string, HashSet<string>>();
        foreach (var line in File.ReadLines(PocketSphinx.Dictionary))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var word = line[..space].Split('(')[0];
            (newer.TryGetValue(word, out var known) ? known : newer[word] = []).Add(Roughly(line[(space + 1)..]));
        }

        var table = new PronunciationTable();
        FestivalDictionary.LoadInto(table, InstalledLexicon.FestivalDictionary);
        var lexicon = InstalledLexicon.English;
        var (agree, all) = (0, 0);
        foreach (var word in table.All().Select(entry => entry.Word).Where(newer.ContainsKey).Where((_, i) => i % 37 == 0))
        {
            var said = string.Join(' ', lexicon.Read([word, "it"], NoOverrides)[0].Syllables.SelectMany(syllable => syllable.Phones));
            all++;
            agree += newer[word].Contains(Roughly(said)) ? 1 : 0;
        }

        output.WriteLine($"{agree} of {all} words agree");
        Assert.True(agree > 0.97 * all, $"{agree} of {all} words agree.");
    }

    /// <summary>The two dictionaries differ in which short vowel an unstressed syllable has.</summary>
    private static string Roughly(string phones) => phones.Trim().Replace("IH", "AH", StringComparison.Ordinal);

    private static string[] Flite(string words)
    {
        using var flite =
            Process.Start(new ProcessStartInfo("flite", ["-ps", "-t", words, "-o", "/dev/null"]) { RedirectStandardOutput = true })!;
        var said = flite.StandardOutput.ReadToEnd();
        flite.WaitForExit();
        return said.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static int Edits(string[] a, string[] b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }

        return row[^1];
    }
}
