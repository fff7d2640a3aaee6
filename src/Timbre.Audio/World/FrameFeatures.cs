using Timbre.Audio.Spectra;

namespace Timbre.Audio.World;

/// <summary>Compact frame features that condition a neural vocoder; any engine's frames can be converted to them.</summary>
/// <remarks>
/// The numbers of a frame, in this order: F0 in Hz, 0 where there is no voice (none in the frame, or its first harmonic is all noise);
/// for each band of the <see cref="FrameLayout"/> ½·ln of the mean of A², A the aperiodicity; for each of its points, equally spaced in
/// mel = 1127.01·ln(1 + f/700), the mean of ln S under a triangle to its neighbours, S the envelope's power. All logarithms end at
/// <see cref="MinLogPower"/>.
/// Lines between the points, straight in mel, give the envelope back. Holds scratch: one thread at a time.
/// </remarks>
public sealed class FrameFeatures
{
    /// <summary>Least ln of power: -100 dB, the rounding noise of 16-bit samples.</summary>
    public const float MinLogPower = -23;

    private const double MelScale = 1127.01048;
    private const double MelCornerHz = 700;
    private const double AllNoise = 0.999; // as the synthesiser has it: louder noise than this leaves no pulse

    private readonly FrameLayout _layout;
    private readonly int _rateHz;
    private readonly int _bins;
    private readonly int[] _bandBins; // first bin of each band, and the end of the last
    private readonly int[] _firstBin; // of each triangle
    private readonly double[][] _weights;
    private readonly double[] _logs;

    /// <summary>For frames of <paramref name="bins"/> bins of sound of <paramref name="rateHz"/>.</summary>
    /// <param name="rateHz">At least the rate of the layout.</param>
    /// <param name="bins">At least 129.</param>
    /// <param name="layout">Which numbers.</param>
    public FrameFeatures(int rateHz, int bins, FrameLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, _layout.RateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 129);
        (_rateHz, _bins) = (rateHz, bins);
        var binHz = rateHz / 2.0 / (bins - 1);
        _bandBins = [.. _layout.BandEdgesHz.Select(edge => (int)Math.Round(edge / binHz))];
        _logs = new double[bins];
        (_firstBin, _weights) = (new int[_layout.Mels], new double[_layout.Mels][]);
        var step = Mel(_layout.MaxHz) / (_layout.Mels - 1);
        for (var point = 0; point < _layout.Mels; point++)
        {
            double Weight(int bin) => Math.Max(0, 1 - Math.Abs(Mel(bin * binHz) / step - point));
            var inside = Enumerable.Range(0, bins).Where(bin => Weight(bin) > 1e-9).ToArray();
            var sum = inside.Sum(Weight);
            _firstBin[point] = inside[0];
            _weights[point] = [.. inside.Select(bin => Weight(bin) / sum)];
        }
    }

    /// <summary>A frequency in mel.</summary>
    public static double Mel(double hz) => MelScale * Math.Log(1 + hz / MelCornerHz);

    /// <summary>Numbers of <paramref name="frames"/>: [frames, <see cref="FrameLayout.Count"/>].</summary>
    /// <exception cref="ArgumentException">The frames are of another rate or size than this was made for.</exception>
    public float[] Of(WorldFrames frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.RateHz != _rateHz || frames.Bins != _bins)
            throw new ArgumentException(
                $"Frames of {frames.RateHz} Hz and {frames.Bins} bins came where {_rateHz} Hz and {_bins} bins were expected.",
                nameof(frames));

        var features = new float[frames.Count * _layout.Count];
        for (var frame = 0; frame < frames.Count; frame++)
            Encode(
                frames.F0Hz[frame], frames.Envelope.AsSpan(frame * _bins, _bins), frames.Aperiodicity.AsSpan(frame * _bins, _bins),
                features.AsSpan(frame * _layout.Count, _layout.Count));
        return features;
    }

    /// <summary>One frame: its F0 in Hz, envelope (power) and aperiodicity, to <see cref="FrameLayout.Count"/> numbers.</summary>
    public void Encode(float f0Hz, ReadOnlySpan<float> envelope, ReadOnlySpan<float> aperiodicity, Span<float> features)
    {
        features[0] = Voiced(f0Hz, aperiodicity) ? f0Hz : 0;
        for (var band = 0; band < _layout.Bands; band++)
        {
            var power = 0.0;
            foreach (var ratio in aperiodicity[_bandBins[band].._bandBins[band + 1]])
                power += ratio * ratio;
            power /= _bandBins[band + 1] - _bandBins[band];
            features[1 + band] = (float)Math.Max(MinLogPower, 0.5 * Math.Log(power));
        }

        for (var k = 0; k < _bins; k++)
            _logs[k] = Math.Max(MinLogPower, Math.Log(envelope[k]));
        for (var point = 0; point < _layout.Mels; point++)
        {
            var logs = _logs.AsSpan(_firstBin[point], _weights[point].Length);
            features[1 + _layout.Bands + point] = (float)VectorKernels.Dot(_weights[point], logs);
        }
    }

    private bool Voiced(float f0Hz, ReadOnlySpan<float> aperiodicity)
    {
        if (f0Hz <= 0)
            return false;
        var position = f0Hz * 2.0 * (_bins - 1) / _rateHz;
        var left = Math.Min((int)position, _bins - 2);
        var part = Math.Min(1, position - left);
        return aperiodicity[left] + (aperiodicity[left + 1] - aperiodicity[left]) * part < AllNoise;
    }
}
