using System.Collections.Frozen;
using System.Globalization;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Phonemes;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Readings of the homographs that a part-of-speech tag does not decide, with the context words for each.</summary>
internal static class HomographTable
{
    /// <summary>The homographs by their spelling in lower case.</summary>
    public static FrozenDictionary<string, Homograph> ByWord { get; } =
        Parse(WordList.Load("homograph-readings.txt").Lines.Select(row => row.Line));

    private static FrozenDictionary<string, Homograph> Parse(IEnumerable<string> lines)
    {
        var words = new Dictionary<string, Homograph>();
        var (readings, cues) = (new List<Homograph.Reading>(), new List<Homograph.Cue>());
        foreach (var line in lines)
        {
            if (line[0] is '<' or '>' or '*')
            {
                var position = line[0] switch
                {
                    '<' => Homograph.CuePosition.Before,
                    '>' => Homograph.CuePosition.After,
                    _ => Homograph.CuePosition.Anywhere
                };
                cues.Add(new Homograph.Cue(readings.Count - 1, position, line[2..].Split(' ').ToFrozenSet()));
                continue;
            }

            var rest = line;
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                (readings, cues) = ([], []);
                words.Add(line[..colon], new Homograph(readings, cues));
                rest = line[(colon + 1)..];
            }

            foreach (var reading in rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = reading.Split(' ', 3);
                var part = fields[0] switch
                {
                    "n" => PartOfSpeech.Noun,
                    "v" => PartOfSpeech.Verb,
                    "j" => PartOfSpeech.Adjective,
                    _ => PartOfSpeech.Past
                };
                readings.Add(new Homograph.Reading(
                    part, PhoneSymbols.Parse(fields[2]), double.Parse(fields[1], CultureInfo.InvariantCulture)));
            }
        }

        return words.ToFrozenDictionary();
    }
}
