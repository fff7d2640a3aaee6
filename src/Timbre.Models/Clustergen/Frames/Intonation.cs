using Timbre.Audio;
using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Frames;

/// <summary>
/// F0 over a phrase: what the trees say at the edges and in the middle of each syllable, a Catmull-Rom spline through it, brought to the
/// speaker's mean and range.
/// </summary>
internal static class Intonation
{
    private const double MinHz = 45;
    private const double MaxHz = 700;
    private const double QuestionRise = 1.7; // at the end of a question that asks for yes or no
    private const double QuestionSeconds = 0.4;

    /// <summary>Smooths <paramref name="f0Hz"/> in place.</summary>
    /// <param name="f0Hz">As the trees give it, for each frame.</param>
    /// <param name="utterance">Whose frames they are.</param>
    /// <param name="timing">Which frames are whose.</param>
    public static void Smooth(Span<double> f0Hz, Utterance utterance, StateTiming timing)
    {
        var raw = f0Hz.ToArray();
        var (middleBefore, edge) = (0.0, 0.0);
        for (var s = 0; s < utterance.Syllables.Count; s++)
        {
            var (first, last) = Frames(utterance, timing, s);
            var middle = (first + last) / 2;
            var start = s == 0 ? raw[first] : edge;
            var before = s == 0 ? start : middleBefore;
            var isLast = s == utterance.Syllables.Count - 1;
            edge = isLast ? raw[last - 1] : (raw[last - 1] + raw[last]) / 2;
            var after = edge;
            if (!isLast)
            {
                var (nextFirst, nextLast) = Frames(utterance, timing, s + 1);
                after = raw[(nextFirst + nextLast) / 2];
            }

            Spline(f0Hz[first..middle], before, start, raw[middle], edge);
            Spline(f0Hz[middle..last], start, raw[middle], edge, after);
            if (isLast)
                f0Hz[last] = edge;
            middleBefore = raw[middle];
        }
    }

    /// <summary>From the base voice's F0 to the speaker's, and the rise of a question, in place.</summary>
    /// <param name="f0Hz">Of each frame.</param>
    /// <param name="mean">Of the base voice, in Hz.</param>
    /// <param name="deviation">Of the base voice, in Hz.</param>
    /// <param name="prosody">The speaker's.</param>
    public static void Rescale(Span<double> f0Hz, double mean, double deviation, ProsodyTarget prosody)
    {
        foreach (ref var hz in f0Hz)
            hz = Math.Clamp((hz - mean) / deviation * prosody.DeviationHz + prosody.MeanHz, MinHz, MaxHz);
    }

    /// <summary>Lets F0 rise towards <paramref name="endSeconds"/>, as who asks for yes or no does.</summary>
    public static void AddQuestionRise(Span<double> f0Hz, double endSeconds)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
        {
            var part = Math.Clamp(1 - (endSeconds - frame * Framing.HopSeconds) / QuestionSeconds, 0, 1);
            f0Hz[frame] *= Math.Pow(QuestionRise, part * part);
        }
    }

    private static (int First, int Last) Frames(Utterance utterance, StateTiming timing, int syllable) =>
        (timing.SegmentFirstFrame(utterance.Syllables[syllable].First), timing.SegmentLastFrame(utterance.Syllables[syllable].Last));

    /// <summary>From b to c, in direction of c - a at b and of d - b at c.</summary>
    private static void Spline(Span<double> curve, double a, double b, double c, double d)
    {
        for (var i = 0; i < curve.Length; i++)
        {
            var t = (double)i / curve.Length;
            curve[i] = 0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d))));
        }
    }
}
