using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Speech;

namespace Timbre.Audio.Cutting;

/// <summary>Cuts a long sound at its pauses into pieces that together hold all its speech; long silences fall away.</summary>
/// <remarks>The same sound always gives the same pieces. Some 30 bytes are kept for each 10 ms, whatever the rate.</remarks>
public static class PauseCutter
{
    /// <summary>The pieces of a clip, in order, none overlapping another; none when nobody speaks.</summary>
    public static IReadOnlyList<Piece> Cut(Clip clip, CutBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var activity = new SpeechActivity(clip.RateHz);
        activity.Process(clip.Samples);
        return Cut(activity, clip.Seconds, bounds ?? new CutBounds());
    }

    /// <summary>The pieces of a WAV on disk, which is read once from end to end and never held in memory.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV that can be read within the limits.</exception>
    public static IReadOnlyList<Piece> Cut(string wavPath, AudioLimits limits, CutBounds? bounds = null, CancellationToken ct = default)
    {
        using var reader = WavReader.Open(wavPath, limits);
        var activity = new SpeechActivity(reader.RateHz);
        var samples = activity.Process(reader, ct);
        return Cut(activity, (double)samples / reader.RateHz, bounds ?? new CutBounds());
    }

    private static List<Piece> Cut(SpeechActivity activity, double totalSeconds, CutBounds bounds)
    {
        const double hop = FrameAnalyser.HopSeconds;
        var (frames, mask) = activity.FinishFrames();

        // The end of the sound is rarely the end of a frame: the last piece may be up to one frame longer than its frames say.
        var total = Math.Min(mask.Length, (int)(totalSeconds / hop));
        var least = (int)Math.Ceiling(bounds.MinSeconds / hop);
        var most = (int)(bounds.MaxSeconds / hop) - 1;
        var pad = (int)Math.Round(CutBounds.PadSeconds / hop);

        // Room for a word on either side that is too short to stand alone, see CutBounds.
        var levels = new float[total];
        for (var t = 0; t < total; t++)
            levels[t] = frames[t].LevelDb;
        var units = UnitSplitter.Split(mask.AsSpan(0, total), levels, least, Math.Max(2 * least, most - (4 * least) - (2 * pad)));

        var pieces = new List<Piece>();
        foreach (var piece in new UnitGrouping(units, total, least, most, pad, hop).Pieces())
        {
            var speech = mask.AsSpan(piece.Start, piece.Frames).Count(true) * hop;
            pieces.Add(new Piece(piece.Start * hop, piece.End == total ? totalSeconds : piece.End * hop, speech));
        }

        return pieces;
    }
}
