using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures.Speech;

namespace Timbre.Audio.Measures;

/// <summary>
/// Voice activity detector based on voicing, pitch movement and spectral flux, extended to the consonants around voiced speech.
/// </summary>
/// <remarks>
/// Streaming: sound of any length, 20 bytes kept for each 10 ms. Whispering is not detected; animals, babies and singers may
/// pass for speakers. Nothing below -70 dB re full scale counts.
/// </remarks>
public sealed class SpeechActivity
{
    private readonly Resampler? _resampler;
    private readonly int _rateHz;
    private readonly FrameAnalyser _analyser = new();
    private readonly List<SpeechFrame> _frames = [];
    private readonly float[] _held = new float[FrameAnalyser.WindowSamples + FrameAnalyser.RateHz];
    private float[] _resampled = [];
    private int _heldCount = (FrameAnalyser.WindowSamples - FrameAnalyser.HopSamples) / 2; // a frame's time is the middle of its window
    private long _samples;

    private readonly bool _isLenient;

    /// <summary>A detector for sound of a rate in Hz; a lenient one also accepts doubtful frames and some engine noise.</summary>
    public SpeechActivity(int rateHz, bool isLenient = false)
    {
        (_rateHz, _isLenient) = (rateHz, isLenient);
        if (rateHz != FrameAnalyser.RateHz)
            _resampler = new Resampler(rateHz, FrameAnalyser.RateHz);
    }

    /// <summary>Detects the speech in a clip.</summary>
    public static SpeechReport Detect(AudioClip clip, bool isLenient = false)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var activity = new SpeechActivity(clip.RateHz, isLenient);
        activity.Process(clip.Samples);
        return activity.Finish();
    }

    /// <summary>Detects the speech in the rest of a WAV file, which is not held in memory.</summary>
    public static SpeechReport Detect(WavReader reader, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var activity = new SpeechActivity(reader.RateHz);
        activity.Process(reader, ct);
        return activity.Finish();
    }

    /// <summary>Processes the next samples.</summary>
    public void Process(ReadOnlySpan<float> sound)
    {
        const int chunkSamples = 16384;
        _samples += sound.Length;
        while (!sound.IsEmpty)
        {
            var input = sound[..Math.Min(chunkSamples, sound.Length)];
            if (_resampler is null)
                Take(input);
            else
                Take(Room(input.Length)[.._resampler.Process(input, _resampled)]);
            sound = sound[input.Length..];
        }
    }

    /// <summary>Ends the sound and returns its speech segments.</summary>
    public SpeechReport Finish()
    {
        var (speechFrames, mask) = FinishFrames();
        var segments = new List<SpeechSegment>();
        var total = (double)_samples / _rateHz;
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

    /// <returns>The number of samples read so far.</returns>
    internal long Process(WavReader reader, CancellationToken ct)
    {
        var block = new float[16384];
        for (var read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            ct.ThrowIfCancellationRequested();
            Process(block.AsSpan(0, read));
        }

        return _samples;
    }

    internal (IReadOnlyList<SpeechFrame> Frames, bool[] Mask) FinishFrames()
    {
        if (_resampler is not null)
            Take(Room(0)[.._resampler.Flush(_resampled)]);
        Take(new float[FrameAnalyser.WindowSamples / 2]);
        return (_frames, SpeechMask.Of(_frames, _isLenient));
    }

    private Span<float> Room(int inputSamples)
    {
        if (_resampled.Length < _resampler!.OutputBound(inputSamples))
            _resampled = new float[_resampler.OutputBound(inputSamples)];
        return _resampled;
    }

    private void Take(ReadOnlySpan<float> sound)
    {
        while (!sound.IsEmpty)
        {
            var take = Math.Min(sound.Length, _held.Length - _heldCount);
            sound[..take].CopyTo(_held.AsSpan(_heldCount));
            _heldCount += take;
            sound = sound[take..];

            var at = 0;
            for (; at + FrameAnalyser.WindowSamples <= _heldCount; at += FrameAnalyser.HopSamples)
                _frames.Add(_analyser.Analyse(_held.AsSpan(at, FrameAnalyser.WindowSamples)));
            _held.AsSpan(at, _heldCount - at).CopyTo(_held);
            _heldCount -= at;
        }
    }
}
