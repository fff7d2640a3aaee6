using Timbre.Audio;

namespace Timbre.Models.Utterances;

/// <summary>
/// When the states of an utterance end, and which frames belong to them: frame t to the first state that does not end before it.
/// </summary>
internal sealed class StateTiming
{
    /// <summary>States of a phone, as the hidden Markov models of both the base voices and the recogniser have them.</summary>
    public const int StatesPerPhone = 3;

    private const double Tolerance = 1e-9;

    private readonly double[] _ends;
    private readonly int[] _firstFrames;

    /// <summary>The timing of states of these lengths.</summary>
    /// <param name="durations">In seconds, each at least a frame.</param>
    public StateTiming(ReadOnlySpan<double> durations)
    {
        (_ends, _firstFrames) = (new double[durations.Length], new int[durations.Length + 1]);
        var end = 0.0;
        for (var state = 0; state < durations.Length; state++)
        {
            _ends[state] = end += durations[state];
            _firstFrames[state + 1] = (int)(end / Framing.HopSeconds + Tolerance) + 1;
        }
    }

    public int Frames => _firstFrames[^1];

    public int States => _ends.Length;

    /// <summary>In seconds.</summary>
    public double End(int state) => state < 0 ? 0 : _ends[state];

    public double Duration(int state) => End(state) - End(state - 1);

    public int FirstFrame(int state) => _firstFrames[state];

    public int LastFrame(int state) => _firstFrames[state + 1] - 1;

    public double SegmentStart(int segment) => End(segment * StatesPerPhone - 1);

    public double SegmentEnd(int segment) => End((segment + 1) * StatesPerPhone - 1);

    public int SegmentFirstFrame(int segment) => FirstFrame(segment * StatesPerPhone);

    public int SegmentLastFrame(int segment) => LastFrame((segment + 1) * StatesPerPhone - 1);
}
