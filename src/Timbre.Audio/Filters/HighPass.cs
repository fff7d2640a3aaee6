namespace Timbre.Audio.Filters;

/// <summary>Butterworth high pass of fourth order: -3 dB at the corner, -24 dB an octave below it.</summary>
public sealed class HighPass
{
    private readonly BiQuad _first;
    private readonly BiQuad _second;

    /// <summary>A filter whose corner lies at <paramref name="cutoffHz"/>, below half of <paramref name="rateHz"/>.</summary>
    public HighPass(double cutoffHz, int rateHz)
    {
        // The poles of Butterworth's circle at order 4: Q = 1 / (2 cos(π/8)) and 1 / (2 cos(3π/8)).
        _first = BiQuad.HighPass(cutoffHz, 1 / (2 * Math.Cos(Math.PI / 8)), rateHz);
        _second = BiQuad.HighPass(cutoffHz, 1 / (2 * Math.Cos(3 * Math.PI / 8)), rateHz);
    }

    /// <summary>Filters in place.</summary>
    public void Process(Span<float> samples)
    {
        _first.Process(samples);
        _second.Process(samples);
    }

    /// <summary>Forgets all input, as if new.</summary>
    public void Reset()
    {
        _first.Reset();
        _second.Reset();
    }
}
