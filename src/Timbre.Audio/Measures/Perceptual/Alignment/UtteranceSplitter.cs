namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>Cuts utterances where the delay jumps within them: at the break that both parts agree with better than the whole did.</summary>
internal sealed class UtteranceSplitter(TimeAlignment alignment)
{
    private const int MaxUtterances = 50;
    private const int MaxBreaks = 40;
    private const int MinSteps = 200;
    private const int MinPad = 75;
    private const int Margin = PesqRate.MarginSteps;

    private readonly int _step = alignment.StepSamples;

    /// <summary>The parts of an utterance on both sides of a break.</summary>
    private readonly record struct Parts(
        int BreakStep, int CoarseBefore, int Before, double ConfidenceBefore, int CoarseAfter, int After, double ConfidenceAfter);

    /// <summary>The same utterances, some of them in parts; parts are cut further, up to 50 utterances in all.</summary>
    public List<PesqUtterance> Split(List<PesqUtterance> utterances)
    {
        for (var i = 0; i < utterances.Count && utterances.Count < MaxUtterances;)
        {
            var whole = utterances[i];
            if (BestBreak(whole) is not { } parts)
            {
                i++;
                continue;
            }

            var overlap = parts.After < parts.Before ? 0 : (parts.After - parts.Before) / (2 * _step);
            var before =
                whole with {
                    EndStep = parts.BreakStep + overlap, CoarseDelay = parts.CoarseBefore, Delay = parts.Before,
                    Confidence = parts.ConfidenceBefore
                };
            var after =
                whole with {
                    StartStep = parts.BreakStep - overlap, CoarseDelay = parts.CoarseAfter, Delay = parts.After,
                    Confidence = parts.ConfidenceAfter
                };
            if (((before.StartStep - Margin) * _step) + before.Delay < 0)
                before = before with { StartStep = Margin + ((_step - 1 - before.Delay) / _step) };
            if ((after.EndStep * _step) + after.Delay > alignment.DegradedSamples - (Margin * _step))
                after = after with { EndStep = ((alignment.DegradedSamples - after.Delay) / _step) - Margin };
            utterances[i] = before;
            utterances.Insert(i + 1, after);
        }

        return utterances;
    }

    private Parts? BestBreak(PesqUtterance whole)
    {
        var last = alignment.ReferenceSteps - 1;
        var (start, end) = (Math.Clamp(whole.StartStep, 0, last), Math.Clamp(whole.EndStep, 0, last));
        var (speechStart, speechEnd) = (start, end);
        while (speechStart < end && !alignment.IsSpeech[speechStart])
            speechStart++;
        while (speechEnd > start && !alignment.IsSpeech[speechEnd])
            speechEnd--;
        speechEnd++;
        if (speechEnd - speechStart < MinSteps)
            return null;

        var breaks = Breaks(speechStart, speechEnd);
        var before = Before(whole, breaks);
        var after = After(whole, breaks, before);
        Parts? best = null;
        for (var i = 0; i < breaks.Count; i++)
        {
            if (after[i] is not { } b || before[i].Confidence <= whole.Confidence || b.Confidence <= whole.Confidence)
                continue;
            var a = before[i];
            if (Math.Abs(b.Delay - a.Delay) >= _step
                && a.Confidence + b.Confidence > (best?.ConfidenceBefore ?? 0) + (best?.ConfidenceAfter ?? 0))
                best = new Parts(breaks[i], a.Coarse, a.Delay, a.Confidence, b.Coarse, b.Delay, b.Confidence);
        }

        return best;
    }

    /// <summary>Places to break at: up to 40 over the inner four fifths, a multiple of 16 ms apart.</summary>
    private static List<int> Breaks(int speechStart, int speechEnd)
    {
        const int Grid = 4; // a quarter of the alignment's frame, in steps
        var length = speechEnd - speechStart;
        var apart = (int)(((0.801 * length) + (MaxBreaks * Grid) - 1) / (MaxBreaks * Grid)) * Grid;
        var pad = Math.Max(length / 10, MinPad);
        var breaks = new List<int>();
        for (var at = speechStart + pad; breaks.Count == 0 || (at <= speechEnd - pad && breaks.Count < MaxBreaks); at += apart)
            breaks.Add(at);
        return breaks;
    }

    private (int Coarse, int Delay, double Confidence)[] Before(PesqUtterance whole, List<int> breaks)
    {
        var coarse = breaks.ConvertAll(at => alignment.Coarse(whole.StartStep, at, whole.CoarseDelay));
        var found = new (int, int, double)[breaks.Count];
        foreach (var alike in Enumerable.Range(0, breaks.Count).GroupBy(i => coarse[i]))
        {
            int[] places = [.. alike];
            var delays = alignment.Forwards(whole.StartStep, alike.Key, [.. places.Select(i => breaks[i])]);
            for (var k = 0; k < places.Length; k++)
                found[places[k]] = (alike.Key, delays[k].Delay, delays[k].Confidence);
        }

        return found;
    }

    /// <summary>Only where the part before is better off alone.</summary>
    private (int Coarse, int Delay, double Confidence)?[] After(
        PesqUtterance whole, List<int> breaks, (int Coarse, int Delay, double Confidence)[] before)
    {
        var found = new (int, int, double)?[breaks.Count];
        var hopeful = Enumerable.Range(0, breaks.Count).Where(i => before[i].Confidence > whole.Confidence).Reverse().ToArray();
        foreach (var alike in hopeful.GroupBy(i => alignment.Coarse(breaks[i], whole.EndStep, whole.CoarseDelay)))
        {
            int[] places = [.. alike];
            var delays = alignment.Backwards(whole.EndStep, alike.Key, [.. places.Select(i => breaks[i])]);
            for (var k = 0; k < places.Length; k++)
                found[places[k]] = (alike.Key, delays[k].Delay, delays[k].Confidence);
        }

        return found;
    }
}
