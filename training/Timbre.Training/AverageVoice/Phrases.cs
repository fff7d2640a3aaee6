using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.AverageVoice;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Text;
using Timbre.Models.Text.Scripts;
using Timbre.Models.Transcription;

namespace Timbre.Training.AverageVoice;

/// <summary>Recordings cut at their pauses into phrases of phones with lengths, for the average voice to learn from.</summary>
/// <remarks>
/// Read: a line a recording of name, sound file, text, separated by tabs; where the text is empty it is recognised. Written: a line of JSON a
/// recording, <c>{"name", "text", "score", "phrases": [{"start", "phones", "frames", "contexts"}]}</c>; start and frames in steps of 10 ms, contexts as
/// <see cref="PhoneContexts"/> has them. Recordings that have a line are left alone, so a run that was stopped goes on.
/// </remarks>
internal static class Phrases
{
    private const int LeastPause = 10; // frames: shorter ones belong to the sounds beside them
    private const int MostPause = 20; // frames of a pause that a phrase keeps
    private const double LeastConfidence = 0.5;

    private static readonly ScriptReader Reader = new();
    private static readonly Transcriber Recogniser = new();

    public static async Task<int> Run(string list, string to, int threads)
    {
        var done = File.Exists(to) ? File.ReadLines(to).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!).ToHashSet() : [];
        var rows = File.ReadLines(list).Select(line => line.Split('\t')).Where(cells => !done.Contains(cells[0])).ToList();
        using var file = new StreamWriter(to, append: true);
        var count = 0;
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, async (cells, ct) =>
        {
            var line = JsonSerializer.Serialize(await Of(cells[0], cells[1], cells[2], ct));
            lock (file)
            {
                file.WriteLine(line);
                file.Flush();
                if (++count % 50 == 0)
                    Console.WriteLine($"phrases: {count} of {rows.Count}");
            }
        });
        return 0;
    }

    private static async Task<object> Of(string name, string path, string text, CancellationToken ct)
    {
        var sound = await AudioDecoder.Decode(path, new AudioLimits(), ct);
        if (text.Length == 0)
            text = Recogniser.Of(sound, null, ct) is { Confidence: > LeastConfidence } heard ? heard.Text : "";
        if (text.Length == 0)
            return new { name, text, score = 0f, phrases = Array.Empty<object>() };
        var script = Reader.Read(text, ReadingOptions.None);
        var words = script.Phrases.SelectMany(phrase => phrase.Words.Select((word, i) => (Word: word, End: i == phrase.Words.Count - 1 ? phrase.End : PhraseEnd.None))).ToList();
        var phones = AcousticModel.English.Phones;
        var features = AcousticModel.Listen(sound);
        var aligned = new PhoneAligner(AcousticModel.English).Align(
            features, [.. words.Select(word => word.Word.Syllables.SelectMany(syllable => syllable.Phones).Select(phone => (byte)phones.Find(phone)).ToArray())], ct);
        return new { name, text, score = aligned?.Score ?? 0f, phrases = aligned is null ? [] : Cut(words, aligned, text.Any(char.IsUpper)).ToArray() };
    }

    /// <param name="words">Each with what closes it.</param>
    /// <param name="aligned">Their times.</param>
    /// <param name="isPunctuated">Whether the text has marks at all.</param>
    private static IEnumerable<object> Cut(List<(ScriptWord Word, PhraseEnd End)> words, AlignedPhones aligned, bool isPunctuated)
    {
        var (first, number) = (0, 0);
        var at = aligned.PauseFrames[0];
        for (var i = 0; i < words.Count; i++)
        {
            var isLast = i == words.Count - 1;
            if (!isLast && aligned.PauseFrames[i + 1] < LeastPause)
                continue;
            var phrase = new ScriptPhrase(words[first].Word.Source, [.. words[first..(i + 1)].Select(word => word.Word)], words[i].End, null);
            var utterance = UtteranceBuilder.Build(phrase, number);
            var (before, behind) = (Math.Min(MostPause, aligned.PauseFrames[first]), Math.Min(MostPause, aligned.PauseFrames[i + 1]));
            int[] frames = [before, .. Lengths(aligned, first, i), behind];
            var closes = !isPunctuated ? isLast ? 0.75f : 0.5f : words[i].End.ClosesSentence() ? 1 : 0;
            yield return new
            {
                start = at - before,
                phones = PhoneContexts.PhonesOf(utterance),
                frames,
                contexts = PhoneContexts.Of(utterance, closes, words[i].End == PhraseEnd.Question ? 1 : 0).Select(x => MathF.Round(x, 4)).ToArray(),
            };
            number = isPunctuated && words[i].End.ClosesSentence() ? 0 : number + 1;
            at += frames.Sum() - before - behind + aligned.PauseFrames[i + 1];
            first = i + 1;
        }
    }

    /// <summary>The phones of some words; what is too short for a pause between them goes to the phones beside it in halves.</summary>
    private static List<int> Lengths(AlignedPhones aligned, int first, int last)
    {
        var lengths = new List<int>();
        for (var i = first; i <= last; i++)
        {
            if (i > first && aligned.PauseFrames[i] is > 0 and var pause)
            {
                lengths[^1] += pause / 2;
                lengths.AddRange(aligned.PhoneFrames[i]);
                lengths[^aligned.PhoneFrames[i].Length] += pause - pause / 2;
            }
            else
            {
                lengths.AddRange(aligned.PhoneFrames[i]);
            }
        }

        return lengths;
    }
}
