using Timbre.Models.LetterToSound;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.LetterToSound;
using Timbre.Text.Scripts;

namespace Timbre.Training.LetterToSound;

/// <summary>From the dictionary to the model and its figures.</summary>
internal static class Recipe
{
    private const int Depth = 7; // graphones of context: an 8-gram

    /// <summary>Trains, writes, reads back and tries what was written.</summary>
    public static int Run(string to, SplitBy by)
    {
        var lexemes = Lexemes.Read();
        var (held, training) = (lexemes.Where(lexeme => Lexemes.IsHeldOut(lexeme.Word, by)).ToList(),
            lexemes.Where(lexeme => !Lexemes.IsHeldOut(lexeme.Word, by)).ToList());
        var pairs = training.SelectMany(lexeme => lexeme.Readings.Select(reading => (lexeme.Word, reading))).ToList();
        var aligned = Aligner.Align(pairs).OfType<Graphone[]>().ToList();
        Console.WriteLine(
            $"words: {training.Count} to learn from, {held.Count} held out (by {by}); {pairs.Count
                - aligned.Count} readings could not be aligned");

        var model = Learn(aligned);
        using (var file = File.Create(to))
            GraphoneFile.Write(model, file);
        Console.WriteLine(
            $"graphones: {model.Graphones.Length
                - 1}; contexts: {model.ContextGraphones.Length}; n-grams: {model.Successors.Length}; bytes: {new FileInfo(to).Length}");

        using var written = File.OpenRead(to);
        var decoder = new GraphoneDecoder(GraphoneFile.Read(written));
        Show("n-gram", word => decoder.Decode(word), held);
        return 0;
    }

    /// <summary>
    /// Tries a model and a network on the tenth of the words that they have not seen; and the n-gram alone; and what a lexicon without
    /// these words says, which makes some of them of words that it knows.
    /// </summary>
    public static int Try(string modelPath, string networkPath)
    {
        using var modelFile = File.OpenRead(modelPath);
        using var networkFile = File.OpenRead(networkPath);
        var model = GraphoneFile.Read(modelFile);
        var both = new GraphoneDecoder(
            model, new LetterNetwork(WeightFile.Read<LetterNetworkConfig, LetterNetworkWeights>(networkFile)));
        var lexemes = Lexemes.Read();
        var held = lexemes.Where(lexeme => Lexemes.IsHeldOut(lexeme.Word, SplitBy.Word)).ToList();
        var alone = new GraphoneDecoder(model);
        var lookup = new PronunciationLookup(Lexemes.TableWithoutHeldOut(lexemes), both);
        Show("n-gram and network", word => both.Decode(word), held);
        Show("n-gram alone", word => alone.Decode(word), held);
        Show(
            "words made of known ones, rescored by both", word => lookup.Find(word, new ReadingBudget()).Readings[0].Symbols, held,
            withStress: false); // it marks secondary stresses, which the dictionary does not
        return 0;
    }

    /// <summary>Writes the words of the training material cut into graphones, for the recipe of the network.</summary>
    /// <remarks>Lines of a word and its graphones as letters|phones, spaces between.</remarks>
    public static int WriteGraphones(string to)
    {
        var pairs = Lexemes.Read().Where(lexeme => !Lexemes.IsHeldOut(lexeme.Word, SplitBy.Word))
            .SelectMany(lexeme => lexeme.Readings.Select(reading => (lexeme.Word, reading))).ToList();
        File.WriteAllLines(
            to,
            from aligned in pairs.Zip(Aligner.Align(pairs))
            where aligned.Second is not null
            select $"{aligned.First.Word}\t{string.Join(' ', aligned.Second.Select(NameOf))}");
        return 0;
    }

    private static string NameOf(Graphone graphone) => $"{graphone.Letters}|{Convert.ToHexString(graphone.Symbols)}";

    private static void Show(string what, Func<string, byte[]?> read, IReadOnlyList<Lexeme> held, bool withStress = true)
    {
        var found = Evaluation.Of(read, held);
        var plain = $"without stress word errors {found.WordErrors:P2}, phone errors {found.PhoneErrors:P2}";
        var stressed = withStress
            ? $"; with stress word errors {found.WordErrorsWithStress:P2}, phone errors {found.PhoneErrorsWithStress:P2}"
            : "";
        Console.WriteLine($"{what}: {plain}{stressed}; {found.WordsPerSecond:0} words a second");
    }

    private static GraphoneModel Learn(List<Graphone[]> aligned)
    {
        var ids = new Dictionary<string, int>();
        var graphones = new List<Graphone> { new("", []) };
        var words = aligned.ConvertAll(word => Array.ConvertAll(word, Id));
        return KneserNey.Learn(words, [.. graphones], Depth);

        int Id(Graphone graphone)
        {
            var key = $"{graphone.Letters} {Convert.ToHexString(graphone.Symbols)}";
            if (ids.TryGetValue(key, out var id))
                return id;
            graphones.Add(graphone);
            return ids[key] = graphones.Count - 1;
        }
    }
}
