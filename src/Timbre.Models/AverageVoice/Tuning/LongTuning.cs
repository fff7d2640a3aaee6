using System.Diagnostics;
using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>Learning from minutes of speech, for as long as phrases that are held out get better.</summary>
/// <remarks>It begins with the rapid voice. After a pass that made nothing better it goes back to the best so far and half as fast; after two of them it ends.</remarks>
/// <param name="learnt">Phrases to learn from.</param>
/// <param name="held">Phrases to try it with; none of them is learnt from.</param>
/// <param name="maxCores">Threads at once.</param>
/// <param name="memory">Where it is kept every half a minute, or null.</param>
internal sealed class LongTuning(IReadOnlyList<PhraseTargets> learnt, IReadOnlyList<PhraseTargets> held, int maxCores, ITrainingMemory? memory)
{
    private const int MostFailures = 2;

    private readonly TuningCheckpoints _checkpoints = new(memory, TuningCheckpoints.Fingerprint(learnt, held));

    /// <summary>How long at least between two times that it is kept.</summary>
    public TimeSpan BetweenKeeping { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The best of all passes.</summary>
    /// <param name="rapid">Makes the voice that it begins with, if nothing was kept.</param>
    /// <param name="plan">How many passes at most, and how fast at first.</param>
    /// <param name="tell">Told after every step how far it is, 0 to 1, and what was found so far.</param>
    /// <param name="ct">Ends it.</param>
    public TuningState Run(Func<TunedNetwork> rapid, TuningPlan plan, Action<double, IReadOnlyList<TrainingPoint>> tell, CancellationToken ct)
    {
        var state = _checkpoints.Read() ?? Begin(rapid(), plan.Rate);
        var tuner = new Tuner(state.Now, state.Adam, maxCores);
        var sinceKept = Stopwatch.StartNew();
        while (state.Pass < plan.Passes && state.Failures < MostFailures)
        {
            var steps = Order(state.Pass).Chunk(Tuner.PhrasesPerStep).ToArray();
            for (; state.Step < steps.Length; state.Step++)
            {
                ct.ThrowIfCancellationRequested();
                if (sinceKept.Elapsed >= BetweenKeeping)
                {
                    _checkpoints.Keep(state);
                    sinceKept.Restart();
                }

                state.LossOfPass += tuner.Step([.. steps[state.Step].Select(i => learnt[i])], state.Rate, ct) * steps[state.Step].Length / learnt.Count;
                tell((state.Pass + ((state.Step + 1.0) / steps.Length)) / plan.Passes, state.Curve);
            }

            state.EndPass(tuner.Try(held).Total);
        }

        return state;
    }

    private TuningState Begin(TunedNetwork rapid, float rate)
    {
        var tuner = new Tuner(rapid, maxCores);
        return new TuningState(rapid, rate, tuner.Try(learnt).Total, tuner.Try(held).Total);
    }

    /// <summary>Another order for each pass, the same in every run.</summary>
    private int[] Order(int pass)
    {
        var order = Enumerable.Range(0, learnt.Count).ToArray();
        new Random(pass + 1).Shuffle(order);
        return order;
    }
}
