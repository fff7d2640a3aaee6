using System.Diagnostics;
using System.Globalization;
using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel.Extraction;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Voices.Training;

namespace Timbre.Bench;

/// <summary>
/// How much nearer a network comes to a speaker by learning from the first two thirds of the phrases, measured on the last third.
/// </summary>
internal static class AcousticModelFineTuning
{
    private const int Cores = 2;

    public static async Task<int> Run(string weights, string list, string epochs, string rates)
    {
        using var file = File.OpenRead(weights);
        var numbers = WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(file);
        var extractor = new RecordingFeatureExtractor(Encoder.Load(), numbers.Config.Layout, numbers.Config.Inventory);
        Console.WriteLine("| speaker | phrases | rate | epochs | learnt | held: mels | slopes | voicing | lengths | pitch | seconds |");
        foreach (var files in File.ReadLines(list).Select(line => line.Split('\t')))
        {
            var recordings = new List<RecordingFeatures>();
            foreach (var path in files.Skip(1))
                recordings.Add(extractor.Extract(await AudioDecoder.Decode(path, new AudioLimits(), default), null, 1, default));
            var (learnt, held) = Split(recordings);
            if (learnt.Count == 0 || held.Count == 0)
                continue;
            var traits = SpeakerStatistics.Of(learnt, numbers) ?? throw new VoiceDataException("Nothing was understood.");
            PhraseTargets[] lessons = [.. PhraseTargets.Of(learnt, traits)], tests = [.. PhraseTargets.Of(held, traits)];
            foreach (var rate in rates.Split(',').Select(Number))
            {
                var vector = traits.ToVector(numbers.CodeScale);
                var tuner = new Trainer(AcousticModelNetwork.ForSpeaker(numbers, vector).Map(x => (float[])x.Clone()), Cores);
                var (random, done) = (new Random(1), 0);
                var watch = Stopwatch.StartNew();
                foreach (var until in epochs.Split(',').Select(text => (int)Number(text)))
                {
                    for (; done < until; done++)
                        tuner.TrainEpoch(lessons, random, (float)rate, default);
                    var (on, off) = (tuner.Evaluate(lessons), tuner.Evaluate(tests));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"| {files[0]} | {lessons.Length} | {rate} | {done} | {on.Spectrum:0.000} | "
                            + $"{off.Spectrum:0.000} | {off.Delta:0.000} | {off.Voicing:0.000} | {off.Duration:0.000} | "
                            + $"{off.Pitch:0.000} | {watch.Elapsed.TotalSeconds:0.0} |"));
                }
            }
        }

        return 0;
    }

    /// <summary>The same recordings with the first two thirds of their phrases, and with the others.</summary>
    private static (List<RecordingFeatures> First, List<RecordingFeatures> Last) Split(List<RecordingFeatures> recordings)
    {
        var all = recordings.SelectMany(recording => recording.Phrases.Select(phrase => recording with { Phrases = [phrase] })).ToList();
        var part = all.Count * 2 / 3;
        return (all[..part], all[part..]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
