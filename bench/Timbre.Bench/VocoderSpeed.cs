using Timbre.Audio;
using Timbre.Audio.Envelope;
using Timbre.Audio.Formats;
using Timbre.Audio.Pitch;
using Timbre.Audio.World;

namespace Timbre.Bench;

/// <summary>
/// Seconds of sound per second of one core, step by step: processor time of the process, so that a busy machine tells nearly the same.
/// </summary>
internal static class VocoderSpeed
{
    public static async Task<int> Run(string[] files)
    {
        var clips = new List<AudioClip>();
        foreach (var file in files)
            clips.Add(await AudioDecoder.Decode(file, new AudioLimits(), CancellationToken.None));

        // The first round lets the compiler finish; the best of the others is what the machine can do.
        var best = Round(clips);
        for (var round = 0; round < 4; round++)
            best = [.. Round(clips).Zip(best, (now, before) => (now.Step, Math.Min(now.Seconds, before.Seconds)))];

        var sound = clips.Sum(clip => clip.Seconds);
        Console.WriteLine(
            $"| step | times real time | seconds for {sound:F0} s of sound at {string.Join(
                ", ", clips.Select(clip => clip.RateHz).Distinct().Order())} Hz |");
        Console.WriteLine("|---|---|---|");
        foreach (var (step, seconds) in best.Append(("analysis, all of it", best.SkipLast(1).Sum(row => row.Seconds))))
            Console.WriteLine($"| {step} | {sound / seconds:F0} | {seconds:F2} |");
        return 0;
    }

    private static (string Step, double Seconds)[] Round(List<AudioClip> clips)
    {
        var seconds = new double[5];
        foreach (var clip in clips)
        {
            var cheapTrick = new CheapTrick(clip.RateHz);
            var f0Hz = Timed(ref seconds[0], () => new Harvest(clip.RateHz).Estimate(clip.Samples));
            var envelope = new float[f0Hz.Length * cheapTrick.Bins];
            var aperiodicity = new float[envelope.Length];
            Timed(ref seconds[1], () => { cheapTrick.Estimate(clip.Samples, f0Hz, envelope); return 0; });
            Timed(
                ref seconds[2],
                () => { new D4C(clip.RateHz, 2 * (cheapTrick.Bins - 1)).Estimate(clip.Samples, f0Hz, aperiodicity); return 0; });
            Timed(
                ref seconds[3],
                () => { new LowFrequencyNoise(clip.RateHz, 2
                    * (cheapTrick.Bins - 1)).Replace(clip.Samples, f0Hz, envelope, aperiodicity); return 0; });
            Timed(ref seconds[4], () => WorldVocoder.Synthesize(new WorldFrames(clip.RateHz, f0Hz, envelope, aperiodicity)));
        }

        return [
            ("F0 (Harvest)", seconds[0]), ("envelope (CheapTrick)", seconds[1]), ("aperiodicity (D4C)", seconds[2]),
            ("below the voice (Undertone)", seconds[3]), ("synthesis", seconds[4])
        ];
    }

    private static T Timed<T>(ref double seconds, Func<T> work)
    {
        var start = Environment.CpuUsage.TotalTime;
        var result = work();
        seconds += (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        return result;
    }
}
