using System.Diagnostics;
using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.AverageVoice;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Study;
using Timbre.Models.AverageVoice.Tuning;
using Timbre.Models.Text;

namespace Timbre.Bench;

/// <summary>The average voice alone, told of a speaker and nothing else: what adaptation begins with.</summary>
internal static class AverageClones
{
    private const double CloneSeconds = 15;
    private const int FewestReferences = 2;
    private const double Level = 0.07;

    /// <summary>Every folder of <paramref name="speakers"/> is a speaker: the first recordings up to 15 s make the clone, the others are references.</summary>
    public static async Task<int> Run(string weights, string speakers, string sentences, string to, string[] settings)
    {
        using var file = File.OpenRead(weights);
        var numbers = AverageFile.Read(file);
        var (liveliness, contrast, epochs, rate) = settings is [var a, var b, var c, var d] ? (Number(a), Number(b), (int)Number(c), Number(d)) : (1.15, 0.7, 8, 0.0004);
        Directory.CreateDirectory(to);
        var rows = new List<string> { "speaker\treference\tgenerated\ttext" };
        foreach (var folder in Directory.GetDirectories(speakers).Order())
        {
            var name = Path.GetFileName(folder);
            var paths = Directory.GetFiles(folder, "*.flac").Order().ToArray();
            var (seconds, used) = (0.0, new List<StudiedRecording>());
            var watch = Stopwatch.StartNew();
            while (seconds < CloneSeconds && paths.Length - used.Count > FewestReferences)
            {
                var clip = await AudioDecoder.Decode(paths[used.Count], AudioLimits.UpTo(3600, 1L << 30), CancellationToken.None);
                used.Add(new RecordingStudy().Of(clip, null, CancellationToken.None));
                seconds += clip.Seconds;
            }

            var traits = TraitStudy.Of(used, numbers.LogLengths);
            PhraseTargets[] lessons = [.. PhraseTargets.Of(used, traits)];
            var network = TunedNetwork.For(numbers, traits.Told()).With(x => (float[])x.Clone());
            var (tuner, random) = (new Tuner(network, 2), new Random(1));
            for (var epoch = 0; epoch < epochs; epoch++)
                tuner.Learn(lessons, random, (float)rate, default);
            network = SpectralContrast.Apply(network, SpectralContrast.Of(network, lessons, contrast));
            var speaker = new AverageSpeaker(network, traits) { Liveliness = liveliness };
            var (building, spoken, number) = (watch.Elapsed.TotalSeconds, 0.0, 0);
            watch.Restart();
            foreach (var sentence in File.ReadLines(sentences).Where(line => line.Length > 0))
            {
                var script = new ScriptReader().Read(sentence, ReadingOptions.None);
                float[] samples = [.. script.Phrases.SelectMany((phrase, i) => speaker.Say(phrase, script.PlaceInSentence(i), 1).Samples)];
                spoken += samples.Length / (double)VoiceEngine.SpeechRateHz;
                Write(Path.Combine(to, $"{name}-{number}.wav"), samples);
                rows.Add($"{name}\t{Path.GetFullPath(paths[used.Count + (number % (paths.Length - used.Count))])}\t{name}-{number++}.wav\t{sentence}");
            }

            Console.WriteLine($"| {name} | {seconds:0} s | {building:0.0} s | {watch.Elapsed.TotalSeconds / spoken:0.000} |");
        }

        await File.WriteAllLinesAsync(Path.Combine(to, "trials.tsv"), rows);
        return 0;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Write(string path, float[] samples)
    {
        var gain = (float)(Level / Math.Sqrt(samples.Average(x => (double)x * x) + 1e-12));
        var peak = samples.Max(Math.Abs);
        gain = Math.Min(gain, 0.98f / peak);
        WavWriter.Write(path, new Clip([.. samples.Select(x => x * gain)], VoiceEngine.SpeechRateHz));
    }
}
