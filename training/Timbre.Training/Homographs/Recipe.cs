using Timbre.Models.Alignment;
using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.Tagging;

namespace Timbre.Training.Homographs;

/// <summary>From sentences to the homograph model and its figures.</summary>
internal static class Recipe
{
    private const double L1 = 0.3, L2 = 2, Rate = 0.15, ReplacedWeight = 0.15;
    private const int Epochs = 12;

    // Rare words of which the rules read more of the sentences that training had not seen.
    private static readonly string[] RulesAreBetter = ["aged", "axes", "sewer"];

    private const uint ReplacedEvery = 6;

    /// <summary>
    /// Prints figures of ten models, each tried on the tenth of the examples that it has not seen, and writes one of all examples.
    /// </summary>
    /// <param name="sentences">The teacher's sentences.tsv.</param>
    /// <param name="folder">training/homographs.</param>
    /// <param name="to">The model's file.</param>
    public static int Run(string sentences, string folder, string to)
    {
        var examples = Read(sentences, folder);
        foreach (var source in examples.GroupBy(example => example.Source))
            Console.WriteLine($"{source.Key}: {source.Count()} examples");
        Evaluation.Show([.. Enumerable.Range(0, Example.FoldCount)
            .SelectMany(fold => Evaluation.Try(Train(examples, fold), examples.Where(example => example.Fold == fold)))]);
        using var file = File.Create(to);
        var model = Train(examples, heldOut: null);
        HomographModelFile.Write(model, file);
        Console.WriteLine($"words: {model.Words.Count}; weights: {model.Weights.Count}; bytes: {file.Length}");
        return 0;
    }

    private static List<Example> Read(string sentences, string folder)
    {
        var lookup = Lookup();
        var teacher = new TeacherSentences(lookup, sentences, folder);
        return [.. teacher.Labelled(), .. WrittenSentences.Read(lookup, Path.Combine(folder, "sentences.txt")),
            .. teacher.Replaced(Unambiguous(folder), ReplacedEvery, ReplacedWeight)];
    }

    private static HomographModel Train(IReadOnlyList<Example> examples, int? heldOut)
    {
        List<Example> training = [.. examples.Where(example => example.Fold != heldOut)];
        var regression = new LogisticRegression(L1, L2, Rate);
        regression.Train(training, Epochs);
        return regression.ToModel(
            training.Where(example => example.Source != Source.Replaced).Select(example => example.Word).Except(RulesAreBetter));
    }

    private static PronunciationLookup Lookup() =>
        PronunciationLookup.Load(new DictionaryFiles(InstalledLexicon.FestivalDictionary, PocketSphinx.Dictionary));

    private static ILookup<string, (string, PartOfSpeech)> Unambiguous(string folder) =>
        TeacherSentences.Lines(Path.Combine(folder, "unambiguous-words.txt"))
            .Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(fields => fields[2..].Select(word => (Word: word, Replacement: (fields[0], WrittenSentences.PartOf(fields[1])))))
            .ToLookup(pair => pair.Word, pair => pair.Replacement);
}
