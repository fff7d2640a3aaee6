using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures.Speech;

namespace Timbre.Audio.Measures;

/// <summary>
/// Finds where somebody speaks: voiced sound whose pitch and spectrum move as a mouth moves them, with the consonants around it.
/// </summary>
/// <remarks>
/// Sound of any length goes in piece by piece; 20 bytes are kept for each 10 ms. Whispering is not found; animals, babies and singers may
/// pass for speakers. Nothing below -70 dB re full scale counts.
/// </remarks>
public sealed class SpeechActivity
{
    private readonly Resampler? resampler;
    private readonly int rateHz;
    private readonly FrameAnalyser analyser = new();
    private readonly List<SpeechFrame> frames = [];
    private readonly float[] held = new float[FrameAnalyser.WindowSamples + FrameAnalyser.RateHz];
    private float[] resampled = [];
    private int heldCount = (FrameAnalyser.WindowSamples - FrameAnalyser.HopSamples) / 2; // a frame's time is the middle of its window
    private long samples;

    private readonly bool isLenient;

    /// <summary>A listener to sound of a rate in Hz; a lenient one also takes what is doubtful, and some engines, for speech.</summary>
    public SpeechActivity(int rateHz, bool isLenient = false)
    {
        (this.rateHz, this.isLenient) = (rateHz, isLenient);
        if (rateHz != FrameAnalyser.RateHz)
            resampler = new Resampler(rateHz, FrameAnalyser.RateHz);
    }

    /// <summary>Where somebody speaks in a clip.</summary>
    public static SpeechReport Detect(AudioClip clip, bool isLenient = false)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var activity = new SpeechActivity(clip.RateHz, isLenient);
        activity.Process(clip.Samples);
        return activity.Finish();
    }

    /// <summary>Where somebody speaks in what is left of a WAV; memory does not hold it.</summary>
    public static SpeechReport Detect(WavReader reader, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var activity = new SpeechActivity(reader.RateHz);
        activity.Process(reader, ct);
        return activity.Finish();
    }

    /// <summary>Listens to more of the sound.</summary>
    public void Process(ReadOnlySpan<float> sound)
    {
        const int pieceSamples = 16384;
        samples += sound.Length;
        while (!sound.IsEmpty)
        {
            var input = sound[..Math.Min(pieceSamples, sound.Length)];
            if (resampler is null)
                Take(input);
            else
                Take(Room(input.Length)[..resampler.Process(input, resampled)]);
            sound = sound[input.Length..];
        }
    }

    /// <summary>Says what was heard; the sound is over then.</summary>
    public SpeechReport Finish()
    {
        var (speechFrames, mask) = FinishFrames();
        var segments = new List<SpeechSegment>();
        var total = (double)samples / rateHz;
        for (var t = 0; t < speechFrames.Count; t++)
        {
            if (!mask[t])
                continue;
            var end = t;
            while (end < mask.Length && mask[end])
                end++;
            segments.Add(new SpeechSegment(t * FrameAnalyser.HopSeconds, Math.Min(end * FrameAnalyser.HopSeconds, total)));
            t = end;
        }

        return new SpeechReport(segments, total);
    }

    /// <returns>Samples that there were.</returns>
    internal long Process(WavReader reader, CancellationToken ct)
    {
        var block = new float[16384];
        for (var read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            ct.ThrowIfCancellationRequested();
            Process(block.AsSpan(0, read));
        }

        return samples;
    }

    internal (IReadOnlyList<SpeechFrame> Frames, bool[] Mask) FinishFrames()
    {
        if (resampler is not null)
            Take(Room(0)[..resampler.Flush(resampled)]);
        Take(new float[FrameAnalyser.WindowSamples / 2]);
        return (frames, SpeechMask.Of(frames, isLenient));
    }

    private Span<float> Room(int inputSamples)
    {
        if (resampled.Length < resampler!.OutputBound(inputSamples))
            resampled = new float[resampler.OutputBound(inputSamples)];
        return resampled;
    }

    private void Take(ReadOnlySpan<float> sound)
    {
        while (!sound.IsEmpty)
        {
            var take = Math.Min(sound.Length, held.Length - heldCount);
            sound[..take].CopyTo(held.AsSpan(heldCount));
            heldCount += take;
            sound = sound[take..];

            var at = 0;
            for (; at + FrameAnalyser.WindowSamples <= heldCount; at += FrameAnalyser.HopSamples)
                frames.Add(analyser.Analyse(held.AsSpan(at, FrameAnalyser.WindowSamples)));
            held.AsSpan(at, heldCount - at).CopyTo(held);
            heldCount -= at;
        }
    }
}
