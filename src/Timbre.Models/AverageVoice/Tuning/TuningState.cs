using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>All that a long tuning has reached.</summary>
internal sealed class TuningState
{
    /// <summary>Before the first pass.</summary>
    /// <param name="rapid">What it begins with.</param>
    /// <param name="rate">How fast it learns.</param>
    /// <param name="learnt">Loss of the rapid voice over phrases to learn from.</param>
    /// <param name="held">The same over those held out.</param>
    public TuningState(TunedNetwork rapid, float rate, double learnt, double held)
    {
        (Best, Now, Rate, BestHeld) = (rapid, rapid.With(numbers => (float[])numbers.Clone()), rate, held);
        Adam = new Adam(Now.Numbers);
        Curve = [new TrainingPoint(0, learnt, held)];
    }

    /// <summary>Of a checkpoint.</summary>
    public TuningState(TunedNetwork best, TunedNetwork now, IEnumerable<TrainingPoint> curve)
    {
        (Best, Now) = (best, now);
        Adam = new Adam(now.Numbers);
        Curve = [.. curve];
    }

    /// <summary>The best so far over phrases held out; numbers of its own.</summary>
    public TunedNetwork Best { get; }

    /// <summary>What learns.</summary>
    public TunedNetwork Now { get; }

    public Adam Adam { get; }

    public float Rate { get; set; }

    /// <summary>Passes done.</summary>
    public int Pass { get; set; }

    /// <summary>Steps done of the next one.</summary>
    public int Step { get; set; }

    /// <summary>What they add to the mean loss of the pass.</summary>
    public double LossOfPass { get; set; }

    /// <summary>Passes that made nothing better.</summary>
    public int Failures { get; set; }

    public double BestHeld { get; set; }

    /// <summary>A point for each pass, the rapid voice first; another list after each, for whoever is told reads it in its own time.</summary>
    public IReadOnlyList<TrainingPoint> Curve { get; private set; }

    /// <summary>Whether no pass was better than the rapid voice.</summary>
    public bool IsRapidBest => BestHeld >= Curve[0].Held;

    /// <summary>Takes what learns for the best, or goes back to it and halves the rate.</summary>
    public void EndPass(double held)
    {
        Curve = [.. Curve, new TrainingPoint(++Pass, LossOfPass, held)];
        (Step, LossOfPass) = (0, 0);
        var isBetter = held < BestHeld;
        foreach (var (best, now) in Best.Numbers.Zip(Now.Numbers))
            (isBetter ? now : best).CopyTo(isBetter ? best : now, 0);
        if (isBetter)
        {
            BestHeld = held;
            return;
        }

        Rate /= 2;
        Failures++;
    }
}
