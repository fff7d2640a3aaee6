using System.Globalization;
using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Training.Homographs;

/// <summary>Sentences of books with the readings of the teacher's front end, and the corrections of these.</summary>
internal sealed class TeacherSentences
{
    private const string Doubtful = "-";

    private readonly PronunciationLookup _lookup;
    private readonly HashSet<string> _verified;
    private readonly Dictionary<(uint Sentence, string Word), string> _corrections;
    private readonly List<string[]> _rows;

    /// <param name="lookup">Readings of words.</param>
    /// <param name="sentences">The teacher's sentences.tsv: source, text, phones.</param>
    /// <param name="folder">Holds teacher-words.txt and corrections.tsv.</param>
    public TeacherSentences(PronunciationLookup lookup, string sentences, string folder)
    {
        _lookup = lookup;
        _rows = [.. File.ReadLines(sentences).Select(line => line.Split('\t'))];
        _verified = [.. Lines(Path.Combine(folder, "teacher-words.txt")).SelectMany(line => line.Split(' '))];
        _corrections = Lines(Path.Combine(folder, "corrections.tsv")).Select(line => line.Split('\t')).ToDictionary(
            fields => (uint.Parse(fields[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields[1]), fields => fields[2]);
    }

    /// <summary>Lines of a file that are neither empty nor comments.</summary>
    public static IEnumerable<string> Lines(string path) =>
        File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>All homographs in the sentences whose labels can be relied on.</summary>
    public IEnumerable<Example> Labelled()
    {
        foreach (var row in _rows)
        {
            var (texts, phones) = (row[1].Split(' '), row[2].Split(' '));
            var words = Words(row[1], out var tokens);
            for (var at = 0; at < words.Count && texts.Length == phones.Length; at++)
            {
                if (_verified.Contains(words[at]) && tokens.Count(token => token == tokens[at]) == 1
                    && Label(row[1], words[at], phones[tokens[at]]) is { } right)
                {
                    yield return new Example(
                        words, at, _lookup.Find(words[at], new ReadingBudget()), right, 1, Source.Books, Example.FoldOf(row[1]));
                }
            }
        }
    }

    /// <summary>Sentences where a word that is always one part of speech is replaced by a homograph.</summary>
    /// <param name="unambiguous">Of words: the homographs that replace them, each with the word's part of speech.</param>
    /// <param name="every">One in so many is taken.</param>
    /// <param name="weight">Of each.</param>
    public IEnumerable<Example> Replaced(
        ILookup<string, (string Homograph, PartOfSpeech Part)> unambiguous, uint every, double weight)
    {
        foreach (var row in _rows)
        {
            var words = Words(row[1], out _);
            for (var at = 0; at < words.Count; at++)
            {
                if (HomographFeatures.Mix(HomographFeatures.Hash(row[1]), (uint)at) % every != 0)
                    continue;
                foreach (var (replacement, part) in unambiguous[words[at]])
                {
                    var homograph = _lookup.Find(replacement, new ReadingBudget());
                    var place = at;
                    yield return new Example(
                        [.. words.Select((word, i) => i == place ? replacement : word)], at, homograph,
                        [.. homograph.Readings.Select(reading => reading.Part == part)], weight, Source.Replaced, Example.AlwaysTrained);
                }
            }
        }
    }

    private IReadOnlyList<bool>? Label(string sentence, string word, string phones)
    {
        var homograph = _lookup.Find(word, new ReadingBudget());
        if (!_corrections.TryGetValue((HomographFeatures.Hash(sentence), word), out var correction))
            return PhoneDistance.ReadTeacher(phones) is { } symbols ? PhoneDistance.FindReadings(homograph, symbols) : null;
        return correction == Doubtful ? null : PhoneDistance.FindReadings(homograph, PhoneSymbols.Parse(correction));
    }

    /// <summary>The words of a text in small letters, and for each the token, between spaces, that it is part of.</summary>
    private static List<string> Words(string text, out List<int> tokens)
    {
        var (words, token, start) = (new List<string>(), 0, -1);
        tokens = [];
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && (char.IsAsciiLetter(text[i]) || (text[i] == '\'' && start >= 0));
            if (isLetter && start < 0)
                start = i;
            if (!isLetter && start >= 0)
            {
                words.Add(text[start..i].TrimEnd('\'').ToLowerInvariant());
                tokens.Add(token);
                start = -1;
            }

            if (i < text.Length && text[i] == ' ')
                token++;
        }

        return words;
    }
}
