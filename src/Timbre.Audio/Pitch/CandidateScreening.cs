namespace Timbre.Audio.Pitch;

/// <summary>
/// From raw candidates to scored ones: each is tried in its own and its neighbouring frames, refined, and kept only where a neighbour
/// agrees.
/// </summary>
internal static class CandidateScreening
{
    private const int SpreadFrames = 3;
    private const double NeighbourError = 0.05;

    /// <summary>Candidates of the frame itself first, then of those before, nearest first, then of those behind.</summary>
    public static CandidateList Refine(CandidateList raw, ReadOnlySpan<double> signal, InstantaneousFrequency measure)
    {
        var refined = new CandidateList(raw.Frames);
        for (var frame = 0; frame < raw.Frames; frame++)
        {
            for (var offset = 0; offset <= 2 * SpreadFrames; offset++)
            {
                var from = offset <= SpreadFrames ? frame - offset : frame + offset - SpreadFrames;
                if (from < 0 || from >= raw.Frames)
                    continue;
                foreach (var f0Hz in raw.F0Hz(from))
                {
                    if (measure.Refine(signal, frame * Harvest.InnerHopSeconds, f0Hz, out var refinedHz, out var score))
                        refined.Add(refinedHz, score);
                }
            }

            refined.CloseFrame();
        }

        return refined;
    }

    /// <summary>Drops whatever no candidate of the frame before or behind comes within 5 % of.</summary>
    public static CandidateList KeepSteady(CandidateList candidates)
    {
        var steady = new CandidateList(candidates.Frames);
        for (var frame = 0; frame < candidates.Frames; frame++)
        {
            ReadOnlySpan<double> f0Hz = candidates.F0Hz(frame), scores = candidates.Scores(frame);
            for (var i = 0; i < f0Hz.Length; i++)
            {
                var atEnd = frame == 0 || frame == candidates.Frames - 1;
                if (atEnd
                    || Math.Min(
                        candidates.Nearest(frame - 1, f0Hz[i]).Error, candidates.Nearest(frame + 1, f0Hz[i]).Error) <= NeighbourError)
                    steady.Add(f0Hz[i], scores[i]);
            }

            steady.CloseFrame();
        }

        return steady;
    }
}
