using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;

namespace Timbre.Bench;

/// <summary>Voices cloned by tuning an average voice that is not yet the engine's: what a run of training is measured with.</summary>
internal static class AverageClones
{
    private const double CloneSeconds = 15;
    private const int FewestReferences = 2;
    private const int Cores = 2;

    /// <summary>Every folder of <paramref name="speakers"/> is a speaker: the first recordings up to 15 s make the clone, the others are references.</summary>
    public static async Task<int> Run(string weights, string speakers, string sentences, string to)
    {
        using var file = File.OpenRead(weights);
        var numbers = AverageFile.Read(file);
        var engine = new VoiceEngine();
        Directory.CreateDirectory(to);
        var rows = new List<string> { "speaker\treference\tgenerated\ttext" };
        foreach (var folder in Directory.GetDirectories(speakers).Order())
        {
            var name = Path.GetFileName(folder);
            var paths = Directory.GetFiles(folder, "*.flac").Order().ToArray();
            var used = new List<TrainingRecording>();
            while (used.Sum(recording => recording.Seconds) < CloneSeconds && paths.Length - used.Count > FewestReferences)
            {
                var clip = await AudioDecoder.Decode(paths[used.Count], AudioLimits.UpTo(3600, 1L << 30), CancellationToken.None);
                used.Add(new TrainingRecording(name, () => clip, null, clip.Seconds));
            }

            var watch = Stopwatch.StartNew();
            var model = new AverageTrainer(numbers, Cores, null, null, CancellationToken.None).TryTrain(used, VoiceType.Rapid, TuningPlan.Rapid) ?? throw new VoiceDataException("Nothing was understood.");
            var (building, spoken, number) = (watch.Elapsed.TotalSeconds, 0.0, 0);
            watch.Restart();
            foreach (var sentence in File.ReadLines(sentences).Where(line => line.Length > 0))
            {
                var sound = new Clip([.. engine.Speak(sentence, model, 1, CancellationToken.None).SelectMany(phrase => phrase.Sound.Samples)], VoiceEngine.SpeechRateHz);
                spoken += sound.Seconds;
                WavWriter.Write(Path.Combine(to, $"{name}-{number}.wav"), sound);
                rows.Add($"{name}\t{Path.GetFullPath(paths[used.Count + (number % (paths.Length - used.Count))])}\t{name}-{number++}.wav\t{sentence}");
            }

            Console.WriteLine($"| {name} | {used.Sum(recording => recording.Seconds):0} s | {building:0.0} s | {watch.Elapsed.TotalSeconds / spoken:0.000} |");
        }

        await File.WriteAllLinesAsync(Path.Combine(to, "trials.tsv"), rows);
        return 0;
    }
}
