using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Speech;

namespace Timbre.Audio.Segmentation;

/// <summary>Pause-based segmentation: cuts a long sound at its pauses into segments with all its speech; long silences go.</summary>
/// <remarks>The same sound always gives the same segments. Some 30 bytes are kept for each 10 ms, whatever the rate.</remarks>
public static class PauseSegmenter
{
    /// <summary>The segments of a clip in order, without overlap; none when there is no speech.</summary>
    public static IReadOnlyList<AudioSegment> Cut(AudioClip clip, SegmentBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var activity = new SpeechActivity(clip.RateHz);
        activity.Process(clip.Samples);
        return Cut(activity, clip.Seconds, bounds ?? new SegmentBounds());
    }

    /// <summary>The segments of a WAV file, which is read once from end to end and never held in memory.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV that can be read within the limits.</exception>
    public static IReadOnlyList<AudioSegment> Cut(
        string wavPath, AudioLimits limits, SegmentBounds? bounds = null, CancellationToken ct = default)
    {
        using var reader = WavReader.Open(wavPath, limits);
        var activity = new SpeechActivity(reader.RateHz);
        var samples = activity.Process(reader, ct);
        return Cut(activity, (double)samples / reader.RateHz, bounds ?? new SegmentBounds());
    }

    private static List<AudioSegment> Cut(SpeechActivity activity, double totalSeconds, SegmentBounds bounds)
    {
        const double hop = FrameAnalyser.HopSeconds;
        var (frames, mask) = activity.FinishFrames();

        // The end of the sound is rarely the end of a frame: the last segment may be up to one frame longer than its frames.
        var total = Math.Min(mask.Length, (int)(totalSeconds / hop));
        var min = (int)Math.Ceiling(bounds.MinSeconds / hop);
        var max = (int)(bounds.MaxSeconds / hop) - 1;
        var pad = (int)Math.Round(SegmentBounds.PadSeconds / hop);

        // Room for a word on either side that is too short to stand alone, see CutBounds.
        var levels = new float[total];
        for (var t = 0; t < total; t++)
            levels[t] = frames[t].LevelDb;
        var units = UnitSplitter.Split(mask.AsSpan(0, total), levels, min, Math.Max(2 * min, max - (4 * min) - (2 * pad)));

        var segments = new List<AudioSegment>();
        foreach (var segment in new UnitGrouping(units, total, min, max, pad, hop).Segments())
        {
            var speech = mask.AsSpan(segment.Start, segment.Frames).Count(true) * hop;
            segments.Add(new AudioSegment(segment.Start * hop, segment.End == total ? totalSeconds : segment.End * hop, speech));
        }

        return segments;
    }
}
