using Timbre.Text.Lexicons.LetterToSound;

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

        Show(to, held);
        return 0;
    }

    /// <summary>Tries a model on the tenth of the words that it has not seen.</summary>
    public static int Try(string model)
    {
        Show(model, [.. Lexemes.Read().Where(lexeme => Lexemes.IsHeldOut(lexeme.Word, SplitBy.Word))]);
        return 0;
    }

    private static void Show(string path, IReadOnlyList<Lexeme> held)
    {
        using var file = File.OpenRead(path);
        var found = Evaluation.Of(new Timbre.Text.Lexicons.LetterToSound.GraphoneDecoder(GraphoneFile.Read(file)), held);
        Console.WriteLine($"without stress: word errors {found.WordErrors:P2}, phone errors {found.PhoneErrors:P2}");
        Console.WriteLine($"with stress: word errors {found.WordErrorsWithStress:P2}, phone errors {found.PhoneErrorsWithStress:P2}");
        Console.WriteLine($"words per second: {found.WordsPerSecond:0}");
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
