using Timbre.Audio.Spectra;

namespace Timbre.Audio.Pitch;

/// <summary>
/// Raw F0 candidates: band-passes 1/40 octave apart, in each the rate of its zero crossings, and agreement of neighbouring bands.
/// </summary>
/// <remarks>
/// First step of Harvest (Morise, Interspeech 2017). Every band is a Nuttall window four periods long, moved to the band's
/// frequency; being symmetric, its response is real. The signal passes in blocks, so memory does not grow with it.
/// </remarks>
internal sealed class F0FilterBank
{
    private const int BlockSize = 8192;
    private const double BandsPerOctave = 40;
    private const double Tolerance = 0.1; // a candidate farther than this from its band's centre is another band's
    private const int AgreeingBands = 10;

    private readonly double _rateHz;
    private readonly double _minHz;
    private readonly double _maxHz;
    private readonly double[] _centresHz;
    private readonly double[][] _responses;
    private readonly int _maxHalfLength;
    private readonly int _margin; // enough on both sides to hold the neighbouring events of the lowest band
    private readonly RealFft _fft = new(BlockSize);
    private readonly double[] _re = new double[BlockSize / 2 + 1];
    private readonly double[] _im = new double[BlockSize / 2 + 1];
    private readonly double[] _bandRe = new double[BlockSize / 2 + 1];
    private readonly double[] _bandIm = new double[BlockSize / 2 + 1];
    private readonly double[] _block = new double[BlockSize];
    private readonly ZeroCrossings _crossings = new(BlockSize);

    public F0FilterBank(double rateHz, double minHz, double maxHz)
    {
        (_rateHz, _minHz, _maxHz) = (rateHz, minHz, maxHz);
        var (min, max) = (minHz * (1 - Tolerance), maxHz * (1 + Tolerance));
        var bands = 1 + (int)(Math.Log2(max / min) * BandsPerOctave);
        _centresHz = [.. Enumerable.Range(1, bands).Select(band => min * Math.Pow(2, band / BandsPerOctave))];
        _maxHalfLength = HalfLength(_centresHz[0]);
        _margin = _maxHalfLength + (int)(4 * rateHz / _centresHz[0]);
        _responses = [.. _centresHz.Select(Response)];
    }

    /// <summary>Candidates of every frame of 1 ms of <paramref name="signal"/>, none of them scored yet.</summary>
    public CandidateList Find(ReadOnlySpan<double> signal, int frames)
    {
        var found = new CandidateList(frames);
        var framesPerBlock = (int)((BlockSize - 2 * _margin) * 1000 / _rateHz) - 1;
        var raw = new float[framesPerBlock * _centresHz.Length];
        for (var first = 0; first < frames; first += framesPerBlock)
        {
            var count = Math.Min(framesPerBlock, frames - first);
            FindRaw(signal, first, count, raw);
            for (var frame = 0; frame < count; frame++)
            {
                Agree(raw.AsSpan(frame * _centresHz.Length, _centresHz.Length), found);
                found.CloseFrame();
            }
        }

        return found;
    }

    /// <summary>raw: [frames, bands], Hz, 0 where the band holds none.</summary>
    private void FindRaw(ReadOnlySpan<double> signal, int firstFrame, int frames, Span<float> raw)
    {
        var origin = (int)(firstFrame * _rateHz / 1000) - _margin;
        _block.AsSpan().Clear();
        for (var i = Math.Max(0, -origin); i < BlockSize && origin + i < signal.Length; i++)
            _block[i] = signal[origin + i];
        _fft.Forward(_block, _re, _im);

        // Only what no wrapping around has touched, and only inside the signal.
        var from = Math.Max(_maxHalfLength, -origin);
        var to = Math.Min(BlockSize - _maxHalfLength, signal.Length - origin);
        for (var band = 0; band < _centresHz.Length; band++)
        {
            var response = _responses[band];
            for (var k = 0; k < response.Length; k++)
                (_bandRe[k], _bandIm[k]) = (_re[k] * response[k], _im[k] * response[k]);
            _fft.Inverse(_bandRe, _bandIm, _block);

            var isFound = _crossings.Find(_block.AsSpan(from, Math.Max(0, to - from)));
            for (var frame = 0; frame < frames; frame++)
            {
                var position = (firstFrame + frame) * _rateHz / 1000 - origin - from;
                var f0Hz = isFound ? _crossings.Next(position) * _rateHz : 0;
                var valid = f0Hz >= _centresHz[band] * (1 - Tolerance) && f0Hz <= _centresHz[band] * (1 + Tolerance) && f0Hz >= _minHz
                    && f0Hz <= _maxHz;
                raw[frame * _centresHz.Length + band] = valid ? (float)f0Hz : 0;
            }
        }
    }

    /// <summary>A run of neighbouring bands with a frequency is one candidate: their mean.</summary>
    private static void Agree(ReadOnlySpan<float> bands, CandidateList found)
    {
        var start = 0;
        var sum = 0.0;
        for (var band = 1; band < bands.Length; band++)
        {
            var isFound = bands[band] > 0 && band < bands.Length - 1;
            if (isFound)
            {
                start = start == 0 ? band : start;
                sum += bands[band];
            }
            else if (start > 0)
            {
                if (band - start >= AgreeingBands)
                    found.Add(sum / (band - start), 0);
                (start, sum) = (0, 0);
            }
        }
    }

    private int HalfLength(double centreHz) => (int)Math.Round(2 * _rateHz / centreHz);

    private double[] Response(double centreHz)
    {
        var half = HalfLength(centreHz);
        var taps = new double[2 * half + 1];
        Window.Nuttall(taps);
        _block.AsSpan().Clear();
        for (var i = -half; i <= half; i++)
            _block[(i + BlockSize) % BlockSize] = taps[i + half] * Math.Cos(2 * Math.PI * centreHz * i / _rateHz);

        var response = new double[BlockSize / 2 + 1];
        _fft.Forward(_block, response, _im);
        return response;
    }
}
