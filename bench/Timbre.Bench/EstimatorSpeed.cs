using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.QualityEstimator;

namespace Timbre.Bench;

/// <summary>How fast the quality estimator is on one core, resampling included.</summary>
internal static class EstimatorSpeed
{
    private const int Rounds = 5;

    /// <summary>Processor time of the process, the best of five rounds after one that warms it.</summary>
    /// <param name="folder">WAV files at 16 kHz.</param>
    public static int Run(string folder)
    {
        AudioClip[] clips = [.. Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal)
            .Select(path => WavReader.Read(path, new AudioLimits()))];
        var sound = clips.Sum(clip => clip.Seconds);
        var estimator = Estimator.Load();
        foreach (var rateHz in (int[])[16_000, 44_100, 48_000])
        {
            AudioClip[] saved = [.. clips.Select(clip => Resampler.Convert(clip, rateHz))];
            Round(estimator, saved);
            var best = Enumerable.Range(0, Rounds).Min(_ => Round(estimator, saved));
            Console.WriteLine($"| Timbre, from {rateHz / 1000.0} kHz | {sound / best:F0} | {best:F2} |");
        }

        return 0;
    }

    private static double Round(Estimator estimator, AudioClip[] clips)
    {
        var start = Environment.CpuUsage.TotalTime;
        foreach (var clip in clips)
            estimator.Estimate(clip);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
