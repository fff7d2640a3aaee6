using Timbre.Audio;
using Timbre.Models.BaseVoices.VoiceFiles;

namespace Timbre.Models.Synthesis.Contexts;

/// <summary>When the states of an utterance end, and which frames belong to them: frame t to the first state that does not end before it.</summary>
internal sealed class Timing
{
    private const double Tolerance = 1e-9;

    private readonly double[] _ends;
    private readonly int[] _firstFrames;

    /// <summary>The timing of states of these lengths.</summary>
    /// <param name="lengths">In seconds, each at least a frame.</param>
    public Timing(ReadOnlySpan<double> lengths)
    {
        (_ends, _firstFrames) = (new double[lengths.Length], new int[lengths.Length + 1]);
        var end = 0.0;
        for (var state = 0; state < lengths.Length; state++)
        {
            _ends[state] = end += lengths[state];
            _firstFrames[state + 1] = (int)(end / Framing.HopSeconds + Tolerance) + 1;
        }
    }

    public int Frames => _firstFrames[^1];

    public int States => _ends.Length;

    /// <summary>In seconds.</summary>
    public double End(int state) => state < 0 ? 0 : _ends[state];

    public double Length(int state) => End(state) - End(state - 1);

    public int FirstFrame(int state) => _firstFrames[state];

    public int LastFrame(int state) => _firstFrames[state + 1] - 1;

    public double SegmentStart(int segment) => End(segment * VoiceFile.StatesPerPhone - 1);

    public double SegmentEnd(int segment) => End((segment + 1) * VoiceFile.StatesPerPhone - 1);

    public int SegmentFirstFrame(int segment) => FirstFrame(segment * VoiceFile.StatesPerPhone);

    public int SegmentLastFrame(int segment) => LastFrame((segment + 1) * VoiceFile.StatesPerPhone - 1);
}
