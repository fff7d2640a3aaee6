using System.Diagnostics;
using System.Globalization;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Study;
using Timbre.Models.AverageVoice.Tuning;

namespace Timbre.Bench;

/// <summary>How much nearer a network comes to a speaker by learning from the first two thirds of the phrases, measured on the last third.</summary>
internal static class AverageTuning
{
    private const int Cores = 2;

    public static async Task<int> Run(string weights, string list, string epochs, string rates)
    {
        using var file = File.OpenRead(weights);
        var numbers = AverageFile.Read(file);
        Console.WriteLine("| speaker | phrases | rate | epochs | learnt | held: mels | slopes | voicing | lengths | pitch | seconds |");
        foreach (var files in File.ReadLines(list).Select(line => line.Split('\t')))
        {
            var recordings = new List<StudiedRecording>();
            foreach (var path in files.Skip(1))
                recordings.Add(new RecordingStudy().Of(await AudioDecoder.Decode(path, new AudioLimits(), default), null, 1, default));
            var (learnt, held) = Split(recordings);
            if (learnt.Count == 0 || held.Count == 0)
                continue;
            var traits = TraitStudy.Of(learnt, numbers.LogLengths) ?? throw new VoiceDataException("Nothing was understood.");
            PhraseTargets[] lessons = [.. PhraseTargets.Of(learnt, traits)], tests = [.. PhraseTargets.Of(held, traits)];
            foreach (var rate in rates.Split(',').Select(Number))
            {
                var tuner = new Tuner(TunedNetwork.For(numbers, traits.Told()).With(x => (float[])x.Clone()), Cores);
                var (random, done) = (new Random(1), 0);
                var watch = Stopwatch.StartNew();
                foreach (var until in epochs.Split(',').Select(text => (int)Number(text)))
                {
                    for (; done < until; done++)
                        tuner.Learn(lessons, random, (float)rate, default);
                    var (on, off) = (tuner.Try(lessons), tuner.Try(tests));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"| {files[0]} | {lessons.Length} | {rate} | {done} | {on.Mels:0.000} | {off.Mels:0.000} | {off.Slopes:0.000} | {off.Voicing:0.000} | {off.Lengths:0.000} | {off.Pitch:0.000} | {watch.Elapsed.TotalSeconds:0.0} |"));
                }
            }
        }

        return 0;
    }

    /// <summary>The same recordings with the first two thirds of their phrases, and with the others.</summary>
    private static (List<StudiedRecording> First, List<StudiedRecording> Last) Split(List<StudiedRecording> recordings)
    {
        var all = recordings.SelectMany(recording => recording.Phrases.Select(phrase => recording with { Phrases = [phrase] })).ToList();
        var part = all.Count * 2 / 3;
        return (all[..part], all[part..]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
