using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>The fine delay: frames of 64 ms vote with the lags at which their cross-correlation is highest.</summary>
/// <remarks>A vote weighs the eighth root of that height, and counts in a triangle of ±1 ms around its lag.</remarks>
internal sealed class DelayHistogram
{
    private const double NearTop = 0.99;

    private readonly float[] _reference;
    private readonly float[] _degraded;
    private readonly RealFft _fft;
    private readonly int _reach;
    private readonly double[] _taper;
    private readonly double[] _votes;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _xRe;
    private readonly double[] _xIm;
    private readonly double[] _yRe;
    private readonly double[] _yIm;
    private double _sum;

    public DelayHistogram(PaddedSound reference, PaddedSound degraded)
    {
        (_reference, _degraded) = (reference.Samples, degraded.Samples);
        var size = reference.Rate.AlignmentSamples;
        _fft = new RealFft(size);
        _reach = size / 64;
        _taper = PeriodicHann.Of(size);
        (_votes, _x, _y) = (new double[size], new double[size], new double[size]);
        (_xRe, _xIm, _yRe, _yIm) = (new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins]);
    }

    /// <summary>Samples of a frame.</summary>
    public int FrameSamples => _fft.Size;

    /// <summary>Samples from a frame to the next.</summary>
    public int HopSamples => _fft.Size / 4;

    public void Clear()
    {
        _votes.AsSpan().Clear();
        _sum = 0;
    }

    /// <summary>Lets a frame vote.</summary>
    public void Add(int referenceStart, int degradedStart)
    {
        for (var i = 0; i < _x.Length; i++)
        {
            _x[i] = _reference[referenceStart + i] * _taper[i];
            _y[i] = _degraded[degradedStart + i] * _taper[i];
        }

        _fft.Forward(_x, _xRe, _xIm);
        _fft.Forward(_y, _yRe, _yIm);
        CrossSpectrum.MultiplyConjugate(_xRe, _xIm, _yRe, _yIm);
        _fft.Inverse(_xRe, _xIm, _x);

        var top = 0.0;
        foreach (var value in _x)
            top = Math.Max(top, Math.Abs(value));
        top *= NearTop;
        if (top <= 0)
            return;

        var weight = Math.Pow(top, 0.125);
        for (var lag = 0; lag < _x.Length; lag++)
        {
            if (Math.Abs(_x[lag]) > top)
            {
                _votes[lag] += weight;
                _sum += weight;
            }
        }
    }

    /// <summary>The lag that most of the votes lie around, in samples, and their part of all.</summary>
    public (int Lag, double Confidence) Peak()
    {
        var (best, at) = (0.0, 0);
        for (var lag = 0; lag < _votes.Length; lag++)
        {
            var height = 0.0;
            for (var k = 1 - _reach; k < _reach; k++)
                height += _votes[(lag + k) & (_votes.Length - 1)] * (_reach - Math.Abs(k));
            if (height > best)
                (best, at) = (height, lag);
        }

        return (at >= _votes.Length / 2 ? at - _votes.Length : at, _sum > 0 ? best / (_reach * _sum) : 0);
    }
}
