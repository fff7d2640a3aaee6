namespace Timbre.Audio.World;

/// <summary>Pulse positions: one for each full period of F0, and 500 per second where the sound is unvoiced.</summary>
internal ref struct PulseTrain
{
    private const double UnvoicedHz = 500;

    private readonly ReadOnlySpan<float> _f0Hz;
    private readonly double _framesPerSample;
    private readonly double _minHz;
    private readonly int _rateHz;
    private readonly int _end;
    private double _phase;
    private int _sample;

    public PulseTrain(ReadOnlySpan<float> f0Hz, double hopSeconds, int rateHz, double minHz, int samples)
    {
        _f0Hz = f0Hz;
        (_rateHz, _minHz, _end) = (rateHz, minHz, samples);
        _framesPerSample = 1 / (hopSeconds * rateHz);
    }

    /// <summary>
    /// One pulse: at which sample, how far behind it as a part of a sample, at which place among the frames, F0 there, and whether a voice
    /// makes it.
    /// </summary>
    public readonly record struct Pulse(int Sample, double Behind, double Frame, double F0Hz, bool Voiced);

    /// <summary>False after the last.</summary>
    public bool Next(out Pulse pulse)
    {
        for (; _sample < _end; _sample++)
        {
            var frame = _sample * _framesPerSample;
            var f0Hz = At(frame, out var voiced);
            var advance = f0Hz / _rateHz;
            _phase += advance;
            if (_phase < 1)
                continue;

            // The turn was complete between this sample and the next.
            _phase -= 1;
            var behind = Math.Clamp(1 - _phase / advance, 0, 1);
            pulse = new Pulse(_sample++, behind, frame, f0Hz, voiced);
            return true;
        }

        pulse = default;
        return false;
    }

    /// <summary>F0 on a line between two voiced frames; where only one is, its own, as far as halfway.</summary>
    private readonly double At(double frame, out bool voiced)
    {
        var left = Math.Min((int)frame, _f0Hz.Length - 1);
        var right = Math.Min(left + 1, _f0Hz.Length - 1);
        var part = frame - left;
        double leftHz = _f0Hz[left], rightHz = _f0Hz[right];
        var (leftVoiced, rightVoiced) = (leftHz >= _minHz, rightHz >= _minHz);
        voiced = part < 0.5 ? leftVoiced : rightVoiced;
        if (leftVoiced && rightVoiced)
            return leftHz + (rightHz - leftHz) * part;
        return voiced ? (part < 0.5 ? leftHz : rightHz) : UnvoicedHz;
    }
}
