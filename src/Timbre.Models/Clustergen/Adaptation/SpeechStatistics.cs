using Timbre.Text.Phonemes;

namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>Statistics of a speaker's recordings: a mean mel-cepstrum for each phone, and the distribution of F0.</summary>
internal sealed class SpeechStatistics
{
    private readonly double[] _sums = new double[CmuPhoneSet.All.Count * ClusterVoice.Size];
    private readonly double[] _squares = new double[CmuPhoneSet.All.Count * ClusterVoice.Size];
    private readonly int[] _frames = new int[CmuPhoneSet.All.Count];
    private readonly List<float> _logF0 = [];
    private double _lowPower;
    private double _allPower;

    /// <summary>Share of the power below the voice; 0 if it was not measured.</summary>
    public double LowFrequencyShare => _allPower > 0 ? _lowPower / _allPower : 0;

    /// <summary>Frames with a phone in them.</summary>
    public int SpeechFrames => _frames.Sum();

    /// <summary>Frames with an F0.</summary>
    public int VoicedFrames => _logF0.Count;

    public void Add(int phone, ReadOnlySpan<float> cepstrum)
    {
        _frames[phone]++;
        for (var k = 0; k < cepstrum.Length; k++)
        {
            _sums[phone * ClusterVoice.Size + k] += cepstrum[k];
            _squares[phone * ClusterVoice.Size + k] += cepstrum[k] * cepstrum[k];
        }
    }

    public void AddF0(float hz) => _logF0.Add(MathF.Log(hz));

    public void AddLowFrequencyPower((double Low, double All) power) =>
        (_lowPower, _allPower) = (_lowPower + power.Low, _allPower + power.All);

    /// <summary>Frames in which <paramref name="phone"/> was heard.</summary>
    public int Frames(int phone) => _frames[phone];

    /// <summary>Mean of one coefficient over the frames of a phone that was heard.</summary>
    public double Mean(int phone, int coefficient) => _sums[phone * ClusterVoice.Size + coefficient] / _frames[phone];

    /// <summary>Variance of a coefficient around the means of the voiced phones.</summary>
    public double VarianceWithinPhones(int coefficient)
    {
        var (sum, count) = (0.0, 0);
        for (var p = 0; p < _frames.Length; p++)
        {
            if (_frames[p] == 0 || !CmuPhoneSet.VoicedClass[CmuPhoneSet.ClassOf[p]])
                continue;
            var mean = Mean(p, coefficient);
            sum += _squares[p * ClusterVoice.Size + coefficient] - _frames[p] * mean * mean;
            count += _frames[p];
        }

        return sum / Math.Max(1, count);
    }

    /// <summary>
    /// Mean and deviation of F0 in Hz, leaving out what is farther than 0.6 octaves from the median: octave errors and creak.
    /// </summary>
    public (double MeanHz, double DeviationHz) F0()
    {
        var sorted = _logF0.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        var inliers = sorted.Where(log => Math.Abs(log - median) < 0.6 * Math.Log(2)).Select(log => Math.Exp(log)).ToArray();
        var mean = inliers.Average();
        return (mean, Math.Sqrt(inliers.Average(hz => (hz - mean) * (hz - mean))));
    }

    /// <summary>Adds what another thread gathered.</summary>
    public void Add(SpeechStatistics other)
    {
        for (var i = 0; i < _sums.Length; i++)
            (_sums[i], _squares[i]) = (_sums[i] + other._sums[i], _squares[i] + other._squares[i]);
        for (var i = 0; i < _frames.Length; i++)
            _frames[i] += other._frames[i];
        _logF0.AddRange(other._logF0);
        AddLowFrequencyPower((other._lowPower, other._allPower));
    }
}
