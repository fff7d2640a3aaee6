namespace Timbre.Audio.Pitch;

/// <summary>
/// One F0 a frame out of many candidates: the best by score, cleaned, extended along its own continuation, merged and bridged.
/// </summary>
/// <remarks>Third step of Harvest (Morise 2017), with the thresholds of its author's implementation, in frames of 1 ms.</remarks>
internal static class ContourTracker
{
    private const double SteadyChange = 0.008; // a frame that strays farther from the line through the last two is no voice
    private const int MinFrames = 6;
    private const int ExtensionFrames = 101;
    private const int ExtensionPatience = 4;
    private const double ExtensionJump = 0.18;
    private const double MinPeriods = 2.2;
    private const int BridgedFrames = 9;

    /// <summary>F0 of every frame in Hz, 0 where unvoiced.</summary>
    public static double[] Track(CandidateList candidates)
    {
        var contour = Steady(Best(candidates));
        var sections = VoicedSection.Of(contour, ExtensionFrames + 1);
        sections.RemoveAll(section => section.Last - section.First < MinFrames);
        foreach (var section in sections)
        {
            section.Grow(candidates, 1, ExtensionFrames, ExtensionPatience, ExtensionJump);
            section.Grow(candidates, -1, ExtensionFrames, ExtensionPatience, ExtensionJump);
        }

        sections.RemoveAll(section => section.Last - section.First <= MinPeriods / section.MeanHz() / Harvest.InnerHopSeconds);
        var merged = Merge(sections, candidates);
        Bridge(merged);
        return merged;
    }

    private static double[] Best(CandidateList candidates)
    {
        var best = new double[candidates.Frames];
        for (var frame = 0; frame < best.Length; frame++)
        {
            ReadOnlySpan<double> f0Hz = candidates.F0Hz(frame), scores = candidates.Scores(frame);
            var max = 0.0;
            for (var i = 0; i < f0Hz.Length; i++)
            {
                if (scores[i] > max)
                    (best[frame], max) = (f0Hz[i], scores[i]);
            }
        }

        return best;
    }

    private static double[] Steady(double[] best)
    {
        var steady = new double[best.Length];
        for (var i = 2; i < best.Length; i++)
        {
            // Divisions by 0, behind an unvoiced frame, give infinities, which stray as they should.
            var expected = 2 * best[i - 1] - best[i - 2];
            var strays = Math.Abs((best[i] - expected) / expected) > SteadyChange
                && Math.Abs(best[i] - best[i - 1]) / best[i - 1] > SteadyChange;
            steady[i] = strays ? 0 : best[i];
        }

        return steady;
    }

    /// <summary>Merges sections: where two overlap, the one whose candidates score higher is kept.</summary>
    private static double[] Merge(List<VoicedSection> sections, CandidateList candidates)
    {
        var merged = new double[candidates.Frames];
        var (first, last) = (0, -1);
        foreach (var section in sections.OrderBy(section => section.First))
        {
            if (section.First > last)
            {
                first = section.First;
            }
            else if (section.Last <= last && section.First >= first)
            {
                continue;
            }
            else
            {
                double current = 0, offered = 0;
                for (var frame = section.First; frame <= last; frame++)
                {
                    current += candidates.ScoreOf(frame, merged[frame]);
                    offered += candidates.ScoreOf(frame, section[frame]);
                }

                if (current > offered)
                {
                    section.Between(last, section.Last).CopyTo(merged.AsSpan(last));
                    last = section.Last;
                    continue;
                }
            }

            section.Between(section.First, section.Last).CopyTo(merged.AsSpan(section.First));
            last = section.Last;
        }

        return merged;
    }

    /// <summary>Draws a line over gaps too short for a consonant.</summary>
    private static void Bridge(double[] contour)
    {
        var sections = VoicedSection.Of(contour, 0);
        for (var i = 1; i < sections.Count; i++)
        {
            var (left, right) = (sections[i - 1].Last, sections[i].First);
            if (right - left - 1 >= BridgedFrames)
                continue;
            for (var frame = left + 1; frame < right; frame++)
                contour[frame] = contour[left] + (contour[right] - contour[left]) * (frame - left) / (right - left);
        }
    }
}
