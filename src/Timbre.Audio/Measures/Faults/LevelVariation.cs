namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// Level variation of the speech in dB: the distance of the 90th from the 10th percentile of the loudest 40 ms of each 0.8 s that are
/// speech, in dB.
/// </summary>
/// <remarks>
/// Each 0.8 s have a stressed vowel. Readers have 3 to 10 dB, lively actors up to 20; gains that pump, and speakers who walk about, more.
/// </remarks>
public static class LevelVariation
{
    private const double StepSeconds = 0.04;
    private const int WindowSteps = 20;
    private const int HopSteps = 5;
    private const double MinSpeech = 0.7;
    private const int MinWindows = 8;

    /// <summary>In dB, 0 to about 90; 0 where there are fewer than eight windows, one each 0.2 s.</summary>
    public static double Db(AudioClip clip, SpeechReport report)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(report);
        var step = Math.Max(1, (int)(StepSeconds * clip.RateHz));
        var powers = new double[clip.Samples.Length / step];
        for (var i = 0; i < powers.Length; i++)
        {
            foreach (var sample in clip.Samples.AsSpan(i * step, step))
                powers[i] += (double)sample * sample / step;
        }

        var isSpeech = new bool[powers.Length];
        foreach (var segment in report.Segments)
        {
            var from = Math.Clamp((int)(segment.StartSeconds * clip.RateHz / step), 0, powers.Length);
            isSpeech.AsSpan(from, Math.Clamp((int)(segment.EndSeconds * clip.RateHz / step), from, powers.Length) - from).Fill(true);
        }

        var levels = new List<double>();
        for (var start = 0; start + WindowSteps <= powers.Length; start += HopSteps)
        {
            if (isSpeech.AsSpan(start, WindowSteps).Count(true) >= MinSpeech * WindowSteps)
                levels.Add(10 * Math.Log10(powers.AsSpan(start, WindowSteps).ToArray().Max() + 1e-12));
        }

        if (levels.Count < MinWindows)
            return 0;
        levels.Sort();
        return levels[(int)(0.9 * (levels.Count - 1))] - levels[(int)(0.1 * (levels.Count - 1))];
    }
}
