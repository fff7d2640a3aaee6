using Timbre.Audio.Filters;

namespace Timbre.Audio.Formats.Decoding;

/// <summary>Between a file's samples and a sink: brings high rates down and refuses what is too long.</summary>
internal sealed class SampleConverter
{
    private readonly ISampleSink sink;
    private readonly AudioLimits limits;
    private readonly int rateHz;
    private readonly Resampler? resampler;
    private float[] resampled = [];
    private long taken;

    public SampleConverter(ISampleSink sink, int rateHz, AudioLimits limits)
    {
        (this.sink, this.rateHz, this.limits) = (sink, rateHz, limits);
        if (rateHz > limits.DecodedRateHz)
            resampler = new Resampler(rateHz, limits.DecodedRateHz);
        sink.Begin(Math.Min(rateHz, limits.DecodedRateHz));
    }

    public void Add(ReadOnlySpan<float> samples)
    {
        taken += samples.Length;
        if (taken > limits.MaxSeconds * rateHz)
            throw new AudioFormatException($"The sound is longer than {limits.MaxSeconds} s.") { IsTooLong = true };
        if (resampler is null)
        {
            sink.Add(samples);
            return;
        }

        sink.Add(Room(samples.Length)[..resampler.Process(samples, resampled)]);
    }

    public void Finish()
    {
        if (taken == 0)
            throw new AudioFormatException("The file holds no sound.");
        if (resampler is not null)
            sink.Add(Room(0)[..resampler.Flush(resampled)]);
    }

    private Span<float> Room(int inputSamples)
    {
        if (resampled.Length < resampler!.OutputBound(inputSamples))
            resampled = new float[resampler.OutputBound(inputSamples)];
        return resampled;
    }
}
