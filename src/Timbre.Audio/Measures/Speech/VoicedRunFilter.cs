namespace Timbre.Audio.Measures.Speech;

/// <summary>
/// Selects the voiced runs that are speech: those whose pitch moves and whose spectral shape changes at a speech-like rate.
/// </summary>
/// <remarks>
/// Rain, sea and wind have no pitch; engines and tones have one, but no syllables; clicks and barks do not hold a pitch for long.
/// Whispered speech is not detected; singing and crying may be.
/// </remarks>
internal static class VoicedRunFilter
{
    private const float MinPeriodicity = 0.5f;
    private const float MinLevelDb = -70;
    private const int MinFrames = 6;

    /// <summary>Largest step of ln F0 between frames of one run.</summary>
    private const double MaxStep = 0.12;

    /// <summary>Frames on either side that decide together whether this is speech: 1 s.</summary>
    private const int ContextFrames = 100;

    // Over 82 recordings of speech, clean to 5 dB of noise, and 400 of noises: speech has 6 to 9 dB and 1.5 to 4 %, engines 2 to 4 dB,
    // tones neither.
    private const int MinVoicedFrames = 20;

    /// <summary>A recording of less than 1 s may be one short word, and needs less.</summary>
    private const int MinVoicedShare = 5;
    private const double MinFluxDb = 4.6;

    // Hurried, muffled or noisy speech: of 15 clips of cartoon voices that were not found 8 are, and of 77 engines and fires 16.
    private const double LenientFluxDb = 3.3;
    private const double LenientGlideWeight = 100;
    private const double LenientSum = 5;

    /// <summary>Least mean change of ln F0 in 40 ms.</summary>
    private const double MinGlide = 0.005;

    /// <summary>Rumble has nearly all its power below 130 Hz; a deep voice has its fundamental there, and more above.</summary>
    private const double MaxLowShare = 0.6;

    public static List<(int Start, int End)> Find(IReadOnlyList<SpeechFrame> frames)
    {
        var runs = new List<(int Start, int End)>();
        var start = -1;
        for (var t = 0; t <= frames.Count; t++)
        {
            var voiced = t < frames.Count && IsVoiced(frames[t]);
            if (start >= 0 && (!voiced || Math.Abs(Math.Log(frames[t].F0Hz / frames[t - 1].F0Hz)) > MaxStep))
            {
                if (t - start >= MinFrames)
                    runs.Add((start, t));
                start = -1;
            }

            if (voiced && start < 0)
                start = t;
        }

        return runs;
    }

    /// <summary>The runs among <paramref name="runs"/> whose neighbourhood moves as speech does, or, leniently, may do so.</summary>
    public static List<(int Start, int End)> Speaking(IReadOnlyList<SpeechFrame> frames, List<(int Start, int End)> runs, bool isLenient)
    {
        var speaking = new List<(int Start, int End)>();
        var first = 0;
        foreach (var run in runs)
        {
            var (from, to) = (run.Start - ContextFrames, run.End + ContextFrames);
            while (runs[first].End <= from)
                first++;
            if (Moves(frames, runs, first, to, isLenient))
                speaking.Add(run);
        }

        return speaking;
    }

    private static bool IsVoiced(SpeechFrame frame) => frame.Periodicity > MinPeriodicity && frame.LevelDb > MinLevelDb && frame.F0Hz > 0;

    private static bool Moves(IReadOnlyList<SpeechFrame> frames, List<(int Start, int End)> runs, int first, int to, bool isLenient)
    {
        var (flux, known, glide, low, voiced) = (0.0, 0, 0.0, 0.0, 0);
        for (var i = first; i < runs.Count && runs[i].Start < to; i++)
        {
            var (start, end) = runs[i];
            for (var t = start; t < end; t++)
            {
                if (!float.IsNaN(frames[t].FluxDb))
                    (flux, known) = (flux + frames[t].FluxDb, known + 1);
                low += frames[t].LowShare;
                if (t >= start + 4)
                    glide += Math.Abs(Math.Log(frames[t].F0Hz / frames[t - 4].F0Hz));
            }

            voiced += end - start;
        }

        if (voiced < Math.Min(MinVoicedFrames, frames.Count / MinVoicedShare) || glide <= MinGlide * voiced || low >= MaxLowShare * voiced)
            return false;
        var (fluxDb, glided) = (flux / Math.Max(1, known), glide / voiced);
        return fluxDb > MinFluxDb || (isLenient && fluxDb > LenientFluxDb && fluxDb + (LenientGlideWeight * glided) > LenientSum);
    }
}
