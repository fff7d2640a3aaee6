using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Training.Homographs;

/// <summary>The sentences of sentences.txt, whose first lines describe its format.</summary>
internal static class WrittenSentences
{
    private const int MaxVariants = 6; // of one template
    private const double ListWeight = 0.25;

    /// <summary>Parts of speech by the letters that stand for them in the files.</summary>
    public static PartOfSpeech PartOf(string letter) => letter switch
    {
        "n" => PartOfSpeech.Noun,
        "v" => PartOfSpeech.Verb,
        "j" => PartOfSpeech.Adjective,
        "p" => PartOfSpeech.Past,
        _ => throw new InvalidDataException($"'{letter}' is no part of speech."),
    };

    /// <summary>Reads all examples.</summary>
    public static IEnumerable<Example> Read(PronunciationLookup lookup, string path)
    {
        var lists = new Dictionary<string, List<string>>();
        var (words, part, phones) = (new List<string>(), "", "");
        foreach (var line in TeacherSentences.Lines(path))
        {
            var fields = line.Split(' ', 3);
            if (fields[0] == "list")
            {
                var name = fields[1].TrimEnd(':');
                lists.TryAdd(name, []);
                lists[name].AddRange(fields[2].Split(' '));
            }
            else if (fields[0] == "=")
                (words, part, phones) = fields[1][0] == '@' ? (lists[fields[1][1..]], fields[2], "") : ([fields[1]], "", fields[2]);
            else
            {
                foreach (var word in words)
                {
                    foreach (var example in OfLine(line, word, lookup.Find(word, new ReadingBudget()), part, phones))
                        yield return example;
                }
            }
        }
    }

    private static IEnumerable<Example> OfLine(string line, string word, Homograph homograph, string part, string phones)
    {
        var isRight = part.Length > 0
            ? SameSounds(homograph, PartOf(part))
            : PhoneDistance.FindReadings(homograph, PhoneSymbols.Parse(phones));
        if (isRight is null || !isRight.Contains(true) || !isRight.Contains(false))
        {
            if (part.Length == 0)
                throw new InvalidDataException($"No reading of {word} is {phones}, or all are.");
            yield break;
        }

        var fold = Example.FoldOf(line);
        if (line[0] == '*')
        {
            foreach (var near in line[2..].Split(' '))
                yield return new Example([near, word], 1, homograph, isRight, 1, Source.ContextWord, Example.AlwaysTrained);
            yield break;
        }

        var variants = Variants(line.Replace("@", word, StringComparison.Ordinal)).ToList();
        var step = Math.Max(1, variants.Count / (part.Length > 0 ? 1 : MaxVariants));
        var first = (int)(HomographFeatures.Hash(word) % (uint)step);
        for (var i = first; i < variants.Count; i += step)
        {
            var text = variants[i].Split(' ');
            var source = part.Length > 0 ? Source.WrittenForMany : Source.Written;
            var weight = part.Length > 0 ? ListWeight : 1 / Math.Sqrt(Math.Min(variants.Count, MaxVariants));
            foreach (var at in Enumerable.Range(0, text.Length).Where(at => text[at] == word))
                yield return new Example(text, at, homograph, isRight, weight, source, fold) { IsEvaluated = i == first };
        }
    }

    /// <summary>The readings that sound like one of a part of speech.</summary>
    private static List<bool> SameSounds(Homograph homograph, PartOfSpeech part)
    {
        var sounds = homograph.Readings.Where(reading => reading.Part == part).Select(reading => Convert.ToHexString(reading.Symbols))
            .ToHashSet();
        return [.. homograph.Readings.Select(reading => sounds.Contains(Convert.ToHexString(reading.Symbols)))];
    }

    /// <summary>A template's sentences: all combinations of its choices.</summary>
    private static IEnumerable<string> Variants(string template)
    {
        var open = template.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
            return [template];
        var close = template.IndexOf(']', open);
        return from rest in Variants(template[(close + 1)..])
               from choice in template[(open + 1)..close].Split('|')
               select template[..open] + choice + rest;
    }
}
