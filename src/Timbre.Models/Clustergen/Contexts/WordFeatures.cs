using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>Features of a word: its size, and what part of speech it and its neighbours are.</summary>
internal static class WordFeatures
{
    private const string Neighbour = "R:Word.";

    /// <summary>A feature of the word with a number; 0 where there is none.</summary>
    public static Func<Utterance, int, double> Bind(string path)
    {
        if (path.StartsWith(Neighbour, StringComparison.Ordinal) && RelativePath.Split(path[Neighbour.Length..]) is (var offset, var rest))
        {
            var other = Bind(rest);
            return (utterance, i) => i + offset >= 0 && i + offset < utterance.Words.Count ? other(utterance, i + offset) : 0;
        }

        return path switch
        {
            "gpos" => (utterance, i) => utterance.Words[i].PartOfSpeech,
            "word_numsyls" => (utterance, i) => utterance.Words[i].Last - utterance.Words[i].First + 1,
            _ => throw new InvalidDataException($"A tree of the base voice asks for '{path}' of a word, which this version does not know."),
        };
    }
}
