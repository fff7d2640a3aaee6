using Timbre.Text.Lexicons.Tagging;

namespace Timbre.Training.Homographs;

/// <summary>How many homographs are read rightly, by the rules alone and with the model.</summary>
internal static class Evaluation
{
    private static readonly HomographModel RulesOnly = new([], []);

    /// <summary>What became of an example.</summary>
    public readonly record struct Result(Example Example, bool Rules, bool Model);

    /// <summary>Tries a model, and the rules alone, on examples.</summary>
    public static IEnumerable<Result> Try(HomographModel model, IEnumerable<Example> examples) =>
        examples.Where(example => example.IsEvaluated)
            .Select(example => new Result(example, IsRight(RulesOnly, example), IsRight(model, example)));

    /// <summary>Prints the figures by source and by word, and what is wrong.</summary>
    public static void Show(IReadOnlyList<Result> results)
    {
        foreach (var group in results.GroupBy(result => result.Example.Source))
            Console.WriteLine($"held out, {group.Key}: {group.Count()} examples; {Shares(group)}");
        Console.WriteLine("word: examples; rules, model");
        foreach (var group in results.GroupBy(result => result.Example.Word).OrderBy(group => group.Key, StringComparer.Ordinal))
            Console.WriteLine($"{group.Key}: {group.Count()}; {Shares(group)}");
        foreach (var (example, _, _) in results.Where(result => !result.Model))
            Console.WriteLine($"wrong: [{example.Word}] {string.Join(' ', example.Words)}");
    }

    private static bool IsRight(HomographModel model, Example example) =>
        example.IsRight[HomographDisambiguator.BestReading(model, example.Homograph, new TaggedPhrase(example.Words), example.At)];

    private static string Shares(IEnumerable<Result> results)
    {
        var all = results.ToList();
        return $"{(double)all.Count(result => result.Rules) / all.Count:P1}, {(double)all.Count(result => result.Model) / all.Count:P1}";
    }
}
