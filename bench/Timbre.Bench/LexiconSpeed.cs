using System.Diagnostics;
using Timbre.Models.Alignment;
using Timbre.Text.Lexicons;
using Timbre.Text.Scripts;

namespace Timbre.Bench;

/// <summary>How fast words are pronounced, on one core.</summary>
internal static class LexiconSpeed
{
    private static readonly Dictionary<string, IReadOnlyList<Syllable>> NoOwn = [];

    /// <summary>Prints the rows of a table.</summary>
    public static int Run()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var lexicon = InstalledLexicon.English;
        lexicon.Read(["hello"], NoOwn);
        Row("the first word (dictionaries and model are loaded)", $"{clock.Elapsed.TotalSeconds:0.00} s");
        Row("memory that stays", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");

        const string Phrase =
            "the old house by the river was close to the road and they read a good book there every night "
            + "while the wind blew through the trees";
        var common = Phrase.Split(' ');
        Row("words of a phrase, all in the dictionary, homographs among them", $"{PerSecond(common, lexicon):0} a second");
        string[] unknown = [.. Invented(200)];
        Row("words that nobody knows, eight letters in the mean", $"{PerSecond(unknown, lexicon):0} a second");
        return 0;
    }

    private static double PerSecond(string[] words, Lexicon lexicon)
    {
        lexicon.Read(words, NoOwn);
        var clock = Stopwatch.StartNew();
        var rounds = 0;
        while (clock.Elapsed.TotalSeconds < 2)
        {
            lexicon.Read(words, NoOwn);
            rounds++;
        }

        return rounds * words.Length / clock.Elapsed.TotalSeconds;
    }

    private static IEnumerable<string> Invented(int count)
    {
        var random = new Random(7);
        string[] onsets = ["b", "cr", "d", "fl", "g", "h", "kl", "m", "pr", "qu", "str", "th", "v", "w", "z"];
        string[] rhymes = ["a", "en", "i", "op", "u", "ea", "oid", "ust", "arg", "eev"];
        for (var i = 0; i < count; i++)
            yield return string.Concat(
                Enumerable.Range(0, 3).Select(_ => onsets[random.Next(onsets.Length)] + rhymes[random.Next(rhymes.Length)]));
    }

    private static void Row(string what, string value) => Console.WriteLine($"| {what} | {value} |");
}
