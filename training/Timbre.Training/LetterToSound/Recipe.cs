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
        var aligned = Aligner.LearnFrom(pairs).Align(pairs).OfType<Graphone[]>().ToList();
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
    /// Tries a model and a network on the tenth of the words that they have not seen; and the n-gram alone; and what a lexicon without these
    /// words says, which makes some of them of words that it knows.
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
        Show("words made of known ones first", word => lookup.Find(word, new ReadingBudget()).Readings[0].Symbols, held);
        return 0;
    }

    /// <summary>
    /// Writes the words that the network of letters learns from, cut into the graphones of a model: its own, and those that only the newer
    /// CMU dictionary has, which brings no stress; the model finds it.
    /// </summary>
    /// <remarks>Lines of a word and its graphones as letters|phones, spaces between.</remarks>
    public static int WriteGraphones(string path, string to)
    {
        using var file = File.OpenRead(path);
        var model = GraphoneFile.Read(file);
        var lexemes = Lexemes.Read();
        var pairs = lexemes.Where(lexeme => !Lexemes.IsHeldOut(lexeme.Word, SplitBy.Word))
            .SelectMany(lexeme => lexeme.Readings.Select(reading => (lexeme.Word, reading))).ToList();
        var newer = Lexemes.ReadNewer(lexemes, new GraphoneDecoder(model)).Where(pair => !Lexemes.IsHeldOut(pair.Word, SplitBy.Word)).ToList();
        var aligner = Aligner.LearnFrom(pairs);
        var known = model.Graphones.Select(NameOf).ToHashSet();
        var lines = new List<string>();
        foreach (var ((word, _), graphones) in pairs.Concat(newer).Zip(aligner.Align(pairs).Concat(aligner.Align(newer))))
        {
            if (graphones is not null && graphones.All(graphone => known.Contains(NameOf(graphone))))
                lines.Add($"{word}\t{string.Join(' ', graphones.Select(NameOf))}");
        }

        File.WriteAllLines(to, lines);
        Console.WriteLine($"{lines.Count} readings, {pairs.Count} of them of words that the n-gram has seen");
        return 0;
    }

    private static string NameOf(Graphone graphone) => $"{graphone.Letters}|{Convert.ToHexString(graphone.Symbols)}";

    private static void Show(string what, Func<string, byte[]?> read, IReadOnlyList<Lexeme> held)
    {
        var found = Evaluation.Of(read, held);
        Console.WriteLine(
            $"{what}: without stress word errors {found.WordErrors:P2}, phone errors {found.PhoneErrors:P2}; with stress word errors {found
                .WordErrorsWithStress:P2}, phone errors {found.PhoneErrorsWithStress:P2}; {found.WordsPerSecond:0} words a second");
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
