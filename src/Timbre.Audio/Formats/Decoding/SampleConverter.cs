using Timbre.Audio.Filters;

namespace Timbre.Audio.Formats.Decoding;

/// <summary>Between a file's samples and a sink: brings high rates down and refuses what is too long.</summary>
internal sealed class SampleConverter
{
    private readonly ISampleSink _sink;
    private readonly AudioLimits _limits;
    private readonly int _rateHz;
    private readonly Resampler? _resampler;
    private float[] _resampled = [];
    private long _taken;

    public SampleConverter(ISampleSink sink, int rateHz, AudioLimits limits)
    {
        (_sink, _rateHz, _limits) = (sink, rateHz, limits);
        if (rateHz > limits.DecodedRateHz)
            _resampler = new Resampler(rateHz, limits.DecodedRateHz);
        sink.Begin(Math.Min(rateHz, limits.DecodedRateHz));
    }

    public void Add(ReadOnlySpan<float> samples)
    {
        _taken += samples.Length;
        if (_taken > _limits.MaxSeconds * _rateHz)
            throw new AudioFormatException($"The sound is longer than {_limits.MaxSeconds} s.") { IsTooLong = true };
        if (_resampler is null)
        {
            _sink.Add(samples);
            return;
        }

        _sink.Add(Room(samples.Length)[.._resampler.Process(samples, _resampled)]);
    }

    public void Finish()
    {
        if (_taken == 0)
            throw new AudioFormatException("The file holds no sound.");
        if (_resampler is not null)
            _sink.Add(Room(0)[.._resampler.Flush(_resampled)]);
    }

    private Span<float> Room(int inputSamples)
    {
        if (_resampled.Length < _resampler!.OutputBound(inputSamples))
            _resampled = new float[_resampler.OutputBound(inputSamples)];
        return _resampled;
    }
}
