using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel.Extraction;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Training.AcousticModel;

/// <summary>Recordings cut at their pauses into phrases of phones with lengths, for the average voice to learn from.</summary>
/// <remarks>
/// Read: a line a recording of name, sound file, text, separated by tabs; where the text is empty it is recognised. Written: a line of JSON
/// a recording, <c>{"name", "text", "score", "phrases": [{"start", "phones", "frames", "contexts"}]}</c>; start and frames in steps of 10
/// ms, contexts as
/// <see cref="PhoneInventory"/> has them. Recordings that have a line are left alone, so a run that was stopped goes on.
/// </remarks>
internal static class Phrases
{
    private const double MinConfidence = 0.5;

    private static readonly Transcriber Recogniser = new(new PocketSphinxRecogniser());
    private static readonly RecordingSegmenter Cutter = new(SphinxAcousticModel.English, PhoneInventory.Ipa);

    public static async Task<int> Run(string list, string to, int threads)
    {
        var done = File.Exists(to)
            ? File.ReadLines(to).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!).ToHashSet()
            : [];
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
            text = Recogniser.Of(sound, null, ct) is { Confidence: > MinConfidence } recognised ? recognised.Text : "";
        var (phrases, score) = Cutter.Segment(SphinxAcousticModel.ExtractFeatures(sound), text, ct) ?? ([], 0f);
        return new
        {
            name,
            text,
            score,
            phrases = phrases.Select(phrase =>
                new
                {
                    start = phrase.Start,
                    phones = phrase.Phones,
                    frames = phrase.Durations,
                    contexts = phrase.Contexts.Select(x => MathF.Round(x, 4))
                }),
        };
    }
}
