using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Models.Alignment;
using Timbre.Models.Clustergen.Adaptation;
using Timbre.Models.Output;
using Timbre.Models.Programs;

namespace Timbre.Models.Voices.Training;

/// <summary>
/// Listens to a speaker's recordings, a few at once, and gathers their statistics; the order of work does not change the sum.
/// </summary>
internal sealed class SpeechStatisticsCollector(double warp, int maxCores, IProgress<double> progress)
{
    private const double MinSeconds = 0.4;
    private const double ChunkSeconds = 20;
    private const double TypicalLevel = 0.1;

    /// <summary>Statistics of all recordings together.</summary>
    /// <exception cref="VoiceDataException">None of them is of use.</exception>
    public SpeechStatistics Collect(IReadOnlyList<TrainingRecording> recordings, CancellationToken ct)
    {
        var statistics = new SpeechStatistics?[recordings.Count];
        var refusals = new string?[recordings.Count];
        var (total, done) = (Math.Max(1, recordings.Sum(r => r.Seconds)), 0.0);
        var gate = new Lock();
        Parallel.For(0, recordings.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, index =>
        {
            (statistics[index], refusals[index]) = Analyse(recordings[index], ct);
            lock (gate)
                progress.Report(Math.Min(1, (done += recordings[index].Seconds) / total));
        });

        var sum = new SpeechStatistics();
        foreach (var one in statistics)
        {
            if (one is not null)
                sum.Add(one);
        }

        if (sum.VoicedFrames < 40)
            throw new VoiceDataException(DescribeFailure(recordings, refusals));
        return sum;
    }

    private (SpeechStatistics? Statistics, string? Refusal) Analyse(TrainingRecording recording, CancellationToken ct)
    {
        AudioClip clip;
        try
        {
            clip = recording.Load();
        }
        catch (Exception cause) when (cause is AudioFormatException or IOException or InvalidDataException)
        {
            return (null, $"it cannot be read ({cause.Message})");
        }

        if (clip.Seconds < MinSeconds)
            return (null, "it is too short");
        if (Silence.IsSilent(clip))
            return (null, "it is silent");

        var statistics = new SpeechStatistics();
        var analyser = new SpeechAnalyser(warp);
        using var scratch = new ScratchFolder();
        var plain = Resampler.Convert(clip, SpeechAnalyser.RateHz);
        statistics.AddLowFrequencyPower(LowFrequencyNoiseReduction.Measure(plain));
        var ready = NormaliseLevel(plain);
        for (var start = 0.0; start < ready.Seconds; start += ChunkSeconds)
        {
            var chunk = ready.Cut(start, start + ChunkSeconds);
            if (chunk.Seconds < MinSeconds)
                continue;
            analyser.Measure(chunk, PocketSphinx.RecognisePhones(chunk, scratch, ct), statistics);
            ct.ThrowIfCancellationRequested();
        }

        return statistics.VoicedFrames > 0 ? (statistics, null) : (null, "no voice is heard in it");
    }

    /// <summary>Brings a recording to the level that recognition expects; what is rumble below any voice goes.</summary>
    private static AudioClip NormaliseLevel(AudioClip clip)
    {
        float[] samples = [.. clip.Samples]; // the caller's stay as they are
        new HighPass(50, clip.RateHz).Process(samples);
        var power = 0.0;
        var peak = 1e-9f;
        foreach (var sample in samples)
            (power, peak) = (power + sample * sample, Math.Max(peak, Math.Abs(sample)));
        var gain = (float)Math.Min(TypicalLevel / Math.Sqrt(power / clip.Samples.Length + 1e-12), 0.99 / peak);
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= gain;
        return new AudioClip(samples, clip.RateHz);
    }

    private static string DescribeFailure(IReadOnlyList<TrainingRecording> recordings, string?[] refusals)
    {
        var reasons = recordings.Zip(refusals).Where(pair => pair.Second is not null).Take(3)
            .Select(pair => $"{pair.First.Name}: {pair.Second}").ToArray();
        return reasons.Length == 0
            ? "The recordings hold too little speech to learn a voice from."
            : $"The recordings hold too little speech to learn a voice from. {string.Join("; ", reasons)}.";
    }
}
