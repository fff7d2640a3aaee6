using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures.Perceptual;
using Timbre.Audio.Pitch;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Bench;

/// <summary>
/// Copies of recordings through the 70 numbers of a frame, by either vocoder; how far copies are from their originals; how fast.
/// </summary>
internal static class NeuralCopies
{
    private const int MinVoiced = 20;

    /// <summary>Each line of the list is a recording, a tab, and the WAV to write its copy to.</summary>
    public static async Task<int> Copy(string list, string kind)
    {
        var vocoder = new FrameVocoders().Create(Enum.Parse<VocoderKind>(kind, ignoreCase: true), FrameLayout.Wideband);
        foreach (var (source, target) in Pairs(list))
        {
            var clip = await Decode(source);
            var samples = new float[clip.Samples.Length];
            vocoder.Speak(Features(clip), samples, 1);
            WavWriter.Write(target, new AudioClip(samples, clip.RateHz));
        }

        return 0;
    }

    /// <summary>
    /// Prints F0 error in percent (median over recordings of the median over frames voiced in both) and mean PESQ of the copies.
    /// </summary>
    public static async Task<int> Compare(string list)
    {
        var (errors, scores) = (new List<double>(), new List<double>());
        foreach (var (source, target) in Pairs(list))
        {
            AudioClip natural = await Decode(source), copy = await Decode(target);
            var harvest = new Harvest(natural.RateHz);
            float[] f0 = harvest.Estimate(natural.Samples), copied = harvest.Estimate(copy.Samples);
            double[] off = [.. f0.Zip(copied).Where(pair => pair is { First: > 0, Second: > 0 })
                .Select(pair => 100 * Math.Abs((pair.Second / pair.First) - 1.0)).Order()];
            if (off.Length >= MinVoiced)
                errors.Add(off[off.Length / 2]);
            var both = Math.Min(natural.Samples.Length, copy.Samples.Length);
            scores.Add(
                Pesq.WideBand(new AudioClip(natural.Samples[..both], natural.RateHz), new AudioClip(copy.Samples[..both], natural.RateHz)));
        }

        Console.WriteLine($"{errors.Order().ElementAt(errors.Count / 2):0.00} % | {scores.Average():0.00}");
        return 0;
    }

    /// <summary>
    /// Processor time by length, best of five rounds, of one thread; and how long after ten frames the first samples are there.
    /// </summary>
    public static async Task<int> Speed(string[] files)
    {
        var sounds = new List<(float[] Features, int Samples)>();
        foreach (var file in files)
        {
            var clip = await Decode(file);
            sounds.Add((Features(clip), clip.Samples.Length));
        }

        var seconds = sounds.Sum(sound => sound.Samples) / (double)SpeechFormat.SampleRateHz;
        Console.WriteLine("| vocoder | parameters | of real time | first sound after the first ten frames |\n|---|---|---|---|");
        var weights = WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>();
        foreach (var kind in Enum.GetValues<VocoderKind>())
        {
            var vocoder = new FrameVocoders().Create(kind, FrameLayout.Wideband);
            var best = Enumerable.Range(0, 6)
                .Min(_ => Time(() => sounds.ForEach(sound => vocoder.Speak(sound.Features, new float[sound.Samples], 1))));
            Console.WriteLine(
                $"| {kind.ToString()
                    .ToLowerInvariant()} | {(kind == VocoderKind.Neural
                    ? $"{Parameters(weights):N0}"
                    : "")} | {best / seconds:0.0000} | {(kind == VocoderKind.Neural
                    ? $"{FirstSound(weights, sounds[0].Features):0.00} ms"
                    : "")} |");
        }

        return 0;
    }

    private static double FirstSound(VocoderWeights weights, float[] features)
    {
        var stream = new VocoderStream(weights, new Timbre.Models.Vocoders.Filters.FilterBasis(weights.Config));
        var (samples, clock) = (new float[10 * stream.Hop], new Stopwatch());
        return Enumerable.Range(0, 50).Min(_ =>
        {
            stream.Reset(1);
            clock.Restart();
            stream.Push(features.AsSpan(0, 10 * weights.Config.Layout.Count), samples);
            return clock.Elapsed.TotalMilliseconds;
        });
    }

    private static int Parameters(VocoderWeights weights)
    {
        static int Of(params LayerWeights[] layers) =>
            layers.Sum(layer => layer.Weight.Length + layer.Bias.Length);
        return Of(weights.InputProjection, weights.InputNorm, weights.OutputNorm, weights.OutputProjection)
            + weights.Blocks.Sum(block => Of(block.Filter, block.Norm, block.Up, block.Down) + block.Scale.Length);
    }

    private static double Time(Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static float[] Features(AudioClip clip)
    {
        var frames = Timbre.Audio.World.WorldVocoder.Analyse(clip);
        return new FrameFeatures(frames.RateHz, frames.Bins, FrameLayout.Wideband).Of(frames);
    }

    private static async Task<AudioClip> Decode(string file) =>
        Resampler.Convert(await AudioDecoder.Decode(file, new AudioLimits(), CancellationToken.None), SpeechFormat.SampleRateHz);

    private static IEnumerable<(string Source, string Target)> Pairs(string list) =>
        File.ReadLines(list)
            .Select(line =>
                line.Split('\t') is [var from, var to] ? (from, to) : throw new FormatException($"Not two paths and a tab: {line}"));
}
