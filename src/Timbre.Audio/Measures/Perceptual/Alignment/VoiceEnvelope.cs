namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>Speech envelope in steps of 4 ms, on which the coarse alignment works: log level where there is speech, 0 elsewhere.</summary>
internal sealed class VoiceEnvelope
{
    private const int ThresholdRounds = 12;
    private const int MaxClickSteps = 4;
    private const int MaxPauseSteps = 50;
    private const double DynamicRange = 1e-4;
    private const double CleanRatio = 1000;

    private VoiceEnvelope(double[] levels, double threshold)
    {
        IsSpeech = Array.ConvertAll(levels, level => level > 0);
        Log = Array.ConvertAll(levels, level => level <= threshold ? 0 : Math.Log(level / threshold));
    }

    /// <summary>For each step, whether it is spoken in.</summary>
    public bool[] IsSpeech { get; }

    /// <summary>For each step, log of its power over the threshold, 0 below it.</summary>
    public double[] Log { get; }

    public static VoiceEnvelope Of(PaddedSound sound)
    {
        var power = StepPowers(sound);
        var max = power.Max();
        var floor = max > 0 ? max * DynamicRange : 1;
        var threshold = power.Average();
        for (var step = 0; step < power.Length; step++)
            power[step] = Math.Max(power[step], floor);

        threshold = Threshold(power, threshold);
        var signal = Mean(power, level => level > threshold);
        var noise = Mean(power, level => level <= threshold) ?? 1;
        if (signal is null)
            threshold = -1; // nothing stands out, so everything is taken

        // Speech is kept as its power, the rest as 0 or below.
        var levels = Array.ConvertAll(power, level => level > threshold ? level : -level);
        levels[0] = levels[^1] = -floor;
        foreach (var (start, end) in Runs(levels))
        {
            if (end - start <= MaxClickSteps)
                Flip(levels, start, end);
        }

        if (signal is { } loud && loud >= noise * CleanRatio)
        {
            // Over so little noise, what hardly rises above the threshold is a murmur of it.
            foreach (var (start, end) in Runs(levels))
            {
                if (levels.AsSpan(start, end - start).ToArray().Sum() < 3 * threshold * (end - start))
                    Flip(levels, start, end);
            }
        }

        JoinAcrossPauses(levels, floor);
        if (Runs(levels).Count == 0)
        {
            for (var step = 0; step < levels.Length; step++)
                levels[step] = Math.Abs(levels[step]);
            levels[0] = levels[^1] = -floor;
        }

        SoftenEdges(levels);
        for (var step = 0; step < levels.Length; step++)
            levels[step] = Math.Max(levels[step], 0);
        return new VoiceEnvelope(levels, threshold > 0 ? threshold : floor);
    }

    private static double[] StepPowers(PaddedSound sound)
    {
        var length = sound.Rate.StepSamples;
        var powers = new double[sound.Steps];
        for (var step = 0; step < powers.Length; step++)
        {
            foreach (var sample in sound.Samples.AsSpan(step * length, length))
                powers[step] += (double)sample * sample;
            powers[step] /= length;
        }

        return powers;
    }

    /// <summary>Two deviations above the mean of what lies below it, found by going round.</summary>
    private static double Threshold(double[] power, double threshold)
    {
        for (var round = 0; round < ThresholdRounds; round++)
        {
            var below = threshold;
            var mean = Mean(power, level => level <= below) ?? 0;
            var (squares, count) = (0.0, 0);
            foreach (var level in power)
            {
                if (level > below)
                    continue;
                squares += (level - mean) * (level - mean);
                count++;
            }

            threshold = 1.001 * (mean + (2 * Math.Sqrt(squares / Math.Max(count, 1))));
        }

        return threshold;
    }

    private static double? Mean(double[] power, Func<double, bool> counts)
    {
        var (sum, count) = (0.0, 0);
        foreach (var level in power)
        {
            if (!counts(level))
                continue;
            sum += level;
            count++;
        }

        return count > 0 ? sum / count : null;
    }

    /// <summary>
    /// Steps from the first to the one behind the last of each run of speech; the first and the last step of all are none.
    /// </summary>
    private static List<(int Start, int End)> Runs(double[] levels)
    {
        var runs = new List<(int, int)>();
        var start = 0;
        for (var step = 1; step < levels.Length; step++)
        {
            if (levels[step] > 0 && levels[step - 1] <= 0)
                start = step;
            if (levels[step] <= 0 && levels[step - 1] > 0)
                runs.Add((start, step));
        }

        return runs;
    }

    private static void Flip(double[] levels, int start, int end)
    {
        for (var step = start; step < end; step++)
            levels[step] = -levels[step];
    }

    private static void JoinAcrossPauses(double[] levels, double floor)
    {
        var before = 0;
        foreach (var (start, end) in Runs(levels))
        {
            if (before > 0 && start - before <= MaxPauseSteps)
                levels.AsSpan(before, start - before).Fill(floor);
            before = end;
        }
    }

    /// <summary>Two steps before and two behind each run are given 0.1 and 0.3 of its edge.</summary>
    private static void SoftenEdges(double[] levels)
    {
        for (var step = 3; step < levels.Length - 2; step++)
        {
            if (levels[step] > 0 && levels[step - 2] <= 0)
            {
                levels[step - 2] = levels[step] * 0.1;
                levels[step - 1] = levels[step] * 0.3;
                step++;
            }

            if (levels[step] <= 0 && levels[step - 1] > 0)
            {
                levels[step] = levels[step - 1] * 0.3;
                levels[step + 1] = levels[step - 1] * 0.1;
                step += 3;
            }
        }
    }
}
