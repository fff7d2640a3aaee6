namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>The pitch powers of two recordings, frame by frame, and what of their difference disturbs.</summary>
internal sealed class FramePowers
{
    private const double SilentPower = 1e7;
    private const double SilentFactor = 100;
    private const double ColourOffset = 1000;
    private const double MaxColour = 100;
    private const double LevelOffset = 5e3;
    private const double MinLevel = 3e-4;
    private const double MaxLevel = 5;
    private const double LevelMemory = 0.2;

    private readonly BarkBands _bands;
    private readonly FrameDisturbance _disturbance;
    private readonly double[] _reference;
    private readonly double[] _degraded;

    public FramePowers(BarkBands bands, int frames)
    {
        _bands = bands;
        _disturbance = new FrameDisturbance(bands);
        Frames = Math.Max(frames, 0);
        (_reference, _degraded) = (new double[Frames * bands.Count], new double[Frames * bands.Count]);
        (Symmetric, Asymmetric) = (new double[Frames], new double[Frames]);
        Array.Fill(Symmetric, double.PositiveInfinity);
        Array.Fill(Asymmetric, double.PositiveInfinity);
    }

    public int Frames { get; }

    /// <summary>Disturbance of each frame, the least that was found.</summary>
    public double[] Symmetric { get; }

    /// <summary>Disturbance of each frame by what was added, the least that was found.</summary>
    public double[] Asymmetric { get; }

    /// <summary>The reference's pitch powers in a frame.</summary>
    public Span<double> Reference(int frame) => _reference.AsSpan(frame * _bands.Count, _bands.Count);

    /// <summary>The degraded recording's pitch powers in a frame.</summary>
    public Span<double> Degraded(int frame) => _degraded.AsSpan(frame * _bands.Count, _bands.Count);

    /// <summary>
    /// An ear gets used to the colour of a line: the reference is given the degraded recording's mean spectrum, within 20 dB.
    /// </summary>
    public void CompensateSpectrum(int allFrames)
    {
        var spoken = new bool[Frames];
        for (var frame = 0; frame < Frames; frame++)
            spoken[frame] = Audible(Reference(frame), SilentFactor) >= SilentPower;
        for (var band = 0; band < _bands.Count; band++)
        {
            var ratio = (Mean(_degraded, band, spoken, allFrames)
                + ColourOffset) / (Mean(_reference, band, spoken, allFrames) + ColourOffset);
            ratio = Math.Clamp(ratio, 1 / MaxColour, MaxColour);
            for (var i = band; i < _reference.Length; i += _bands.Count)
                _reference[i] *= ratio;
        }
    }

    /// <summary>Brings the degraded frames to the level of the reference, slowly, and measures what still differs.</summary>
    public void Disturb(int startFrame, int endFrame)
    {
        var level = 1.0;
        for (var frame = startFrame; frame < endFrame; frame++)
        {
            var wanted = (Audible(Reference(frame), 1) + LevelOffset) / (Audible(Degraded(frame), 1) + LevelOffset);
            level = frame > 0 ? (LevelMemory * level) + ((1 - LevelMemory) * wanted) : wanted;
            var gain = Math.Clamp(level, MinLevel, MaxLevel);
            foreach (ref var power in Degraded(frame))
                power *= gain;

            var (symmetric, asymmetric) = _disturbance.Of(Reference(frame), Degraded(frame));
            Symmetric[frame] = Math.Min(Symmetric[frame], symmetric);
            Asymmetric[frame] = Math.Min(Asymmetric[frame], asymmetric);
        }
    }

    /// <summary>The same disturbance weighs more in a quiet frame; none weighs more than <paramref name="max"/>.</summary>
    public void RelateToLoudness(double max)
    {
        for (var frame = 0; frame < Frames; frame++)
        {
            var loudness = Math.Pow((Audible(Reference(frame), 1) + 1e5) / 1e7, 0.04);
            Symmetric[frame] = Math.Min(Symmetric[frame] / loudness, max);
            Asymmetric[frame] = Math.Min(Asymmetric[frame] / loudness, max);
        }
    }

    /// <summary>Power in the bands above so many times their threshold; the lowest band does not count.</summary>
    private double Audible(ReadOnlySpan<double> power, double factor)
    {
        var sum = 0.0;
        for (var band = 1; band < power.Length; band++)
        {
            if (power[band] > factor * _bands.Thresholds[band])
                sum += power[band];
        }

        return sum;
    }

    private double Mean(double[] powers, int band, bool[] spoken, int allFrames)
    {
        var min = SilentFactor * _bands.Thresholds[band];
        var sum = 0.0;
        for (var frame = 0; frame < Frames; frame++)
        {
            var power = powers[(frame * _bands.Count) + band];
            if (spoken[frame] && power > min)
                sum += power;
        }

        return sum / allFrames;
    }
}
