namespace Timbre.Models.Utterances;

/// <summary>Prosody of the words of a phrase, segment by segment and frame by frame.</summary>
internal static class ProsodyCurves
{
    private const int Smoothing = 2; // frames to either side over which the prosody of one word changes into the next

    /// <summary>A word's manner over its frames, the means of neighbours where words meet.</summary>
    public static float[] PerFrame(Utterance utterance, StateTiming timing, Func<WordProsody, double> factor)
    {
        var steps = new double[timing.Frames + 1]; // running sum
        for (var segment = 0; segment < utterance.Segments.Count; segment++)
        {
            var value = factor(OfSegment(utterance, segment));
            for (var frame = timing.SegmentFirstFrame(segment); frame <= timing.SegmentLastFrame(segment); frame++)
                steps[frame + 1] = steps[frame] + value;
        }

        var smooth = new float[timing.Frames];
        for (var frame = 0; frame < smooth.Length; frame++)
        {
            var (from, end) = (Math.Max(0, frame - Smoothing), Math.Min(smooth.Length, frame + Smoothing + 1));
            smooth[frame] = (float)Math.Max(0, (steps[end] - steps[from]) / (end - from));
        }

        return smooth;
    }

    /// <summary>Prosody of a segment's word; a pause has that of the word beside it.</summary>
    public static WordProsody OfSegment(Utterance utterance, int segment) => utterance.Segments[segment].Syllable switch
    {
        >= 0 and var syllable => utterance.Words[utterance.Syllables[syllable].Word].Prosody,
        _ => utterance.Words[segment == 0 ? 0 : ^1].Prosody,
    };
}
