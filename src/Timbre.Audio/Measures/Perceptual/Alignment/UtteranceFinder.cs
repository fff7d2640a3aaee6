namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>Cuts the reference into utterances, in the middles of its pauses, and gives each a delay.</summary>
internal sealed class UtteranceFinder(TimeAlignment alignment)
{
    private const int MinSteps = 50;
    private const int Margin = PesqRate.MarginSteps;

    private readonly int _step = alignment.StepSamples;

    /// <summary>
    /// The utterances of the reference that the degraded recording can hold, given the delay of the whole; none where there is none.
    /// </summary>
    public List<PesqUtterance> Find(int wholeDelay)
    {
        var runs = Spoken(wholeDelay);
        var utterances = new List<PesqUtterance>(runs.Count);
        foreach (var (start, end) in runs)
        {
            var from = Math.Max(start - Margin, 0);
            var to = Math.Min(end + Margin, alignment.ReferenceSteps - 1);
            var coarse = alignment.Coarse(from, to, wholeDelay);
            var (delay, confidence) = alignment.Fine(from, to, coarse);
            utterances.Add(new PesqUtterance(start, end, coarse, delay, confidence));
        }

        if (utterances.Count > 0)
        {
            ShareThePauses(utterances);
            KeepWithinTheDegraded(utterances);
            KeepInOrder(utterances);
        }

        return utterances;
    }

    /// <summary>Runs of speech of 200 ms or more that overlap the degraded recording by as much.</summary>
    private List<(int Start, int End)> Spoken(int wholeDelay)
    {
        var first = MinSteps - (wholeDelay / _step);
        var last = ((alignment.DegradedSamples - wholeDelay) / _step) - MinSteps;
        var runs = new List<(int, int)>();
        var start = -1;
        for (var step = 0; step < alignment.ReferenceSteps; step++)
        {
            var speaks = alignment.IsSpeech[step];
            if (speaks && start < 0)
                start = step;
            if (start >= 0 && (!speaks || step == alignment.ReferenceSteps - 1))
            {
                if (step - start >= MinSteps && start < last && step > first)
                    runs.Add((start, step));
                start = -1;
            }
        }

        return runs;
    }

    private void ShareThePauses(List<PesqUtterance> utterances)
    {
        utterances[0] = utterances[0] with { StartStep = Margin };
        utterances[^1] = utterances[^1] with { EndStep = alignment.ReferenceSteps - Margin };
        for (var i = 1; i < utterances.Count; i++)
        {
            var middle = (utterances[i].StartStep + utterances[i - 1].EndStep) / 2;
            utterances[i] = utterances[i] with { StartStep = middle };
            utterances[i - 1] = utterances[i - 1] with { EndStep = middle };
        }
    }

    /// <summary>Trims the first and the last utterance to what lies between the degraded recording's margins.</summary>
    private void KeepWithinTheDegraded(List<PesqUtterance> utterances)
    {
        var first = utterances[0];
        if ((first.StartStep * _step) + first.Delay < Margin * _step)
            utterances[0] = first with { StartStep = Margin + ((_step - 1 - first.Delay) / _step) };
        var last = utterances[^1];
        if ((last.EndStep * _step) + last.Delay > alignment.DegradedSamples - (Margin * _step))
            utterances[^1] = last with { EndStep = ((alignment.DegradedSamples - last.Delay) / _step) - Margin };
    }

    /// <summary>Neighbours whose delays make them overlap in the degraded recording share that part.</summary>
    private void KeepInOrder(List<PesqUtterance> utterances)
    {
        for (var i = 1; i < utterances.Count; i++)
        {
            var (before, after) = (utterances[i - 1], utterances[i]);
            var start = (after.StartStep * _step) + after.Delay;
            var end = (before.EndStep * _step) + before.Delay;
            if (start >= end)
                continue;
            var middle = (start + end) / 2;
            utterances[i] = after with { StartStep = (_step - 1 + middle - after.Delay) / _step };
            utterances[i - 1] = before with { EndStep = (middle - before.Delay) / _step };
        }
    }
}
