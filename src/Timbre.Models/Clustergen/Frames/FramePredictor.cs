using Timbre.Audio;
using Timbre.Models.Clustergen.Contexts;
using Timbre.Models.Clustergen.VoiceFiles;
using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Frames;

/// <summary>
/// Asks the trees of a base voice: how long each state of an utterance lasts, which cluster each frame is of, at which F0.
/// </summary>
/// <remarks>Immutable; any number of threads.</remarks>
internal sealed class FramePredictor
{
    private readonly ClustergenFile _file;
    private readonly BoundDecisionTree _lengths;
    private readonly BoundDecisionTree[] _clusters;
    private readonly BoundDecisionTree[] _f0;
    private readonly double[] _stateNames;

    public FramePredictor(ClustergenFile file)
    {
        var bound = new Dictionary<string, ContextFeature>();
        ContextFeature Bind(string name) => bound.TryGetValue(name, out var feature) ? feature : bound[name] = StateFeatures.Bind(name);
        _file = file;
        _lengths = new BoundDecisionTree(file.DurationTree, Bind);
        _clusters = [.. file.ClusterTrees.Select(tree => new BoundDecisionTree(tree, Bind))];
        _f0 = [.. file.F0Trees.Select(tree => new BoundDecisionTree(tree, Bind))];
        _stateNames = [.. file.States.Select(SymbolTable.Of)];
    }

    /// <summary>The states of an utterance, three a segment, as indices of the voice's states.</summary>
    public int[] States(Utterance utterance) => [.. utterance.Segments.SelectMany(segment => _file.StatesOfPhone[segment.Phone.Name])];

    /// <summary>
    /// How long each state lasts by itself: mean and deviation of the state, the tree says how many deviations. In seconds.
    /// </summary>
    public double[] Durations(Utterance utterance, int[] states)
    {
        var at = Cursor(utterance, states, new StateTiming([]));
        var durations = new double[states.Length];
        for (at.State = 0; at.State < durations.Length; at.State++)
        {
            var (mean, deviation) = _file.StateDurations[states[at.State]];
            durations[at.State] = Math.Max(mean + _lengths.Evaluate(at) * deviation, Framing.HopSeconds);
        }

        return durations;
    }

    /// <summary>The cluster of each frame, and its F0 as the base voice itself would speak, in Hz.</summary>
    public (int[] Clusters, double[] F0Hz) Frames(Utterance utterance, int[] states, StateTiming timing)
    {
        var at = Cursor(utterance, states, timing);
        var (clusters, f0Hz) = (new int[timing.Frames], new double[timing.Frames]);
        for (at.State = 0; at.State < states.Length; at.State++)
        {
            for (at.Frame = timing.FirstFrame(at.State); at.Frame <= timing.LastFrame(at.State); at.Frame++)
                (clusters[at.Frame], f0Hz[at.Frame]) = ((int)_clusters[states[at.State]].Evaluate(at), _f0[states[at.State]].Evaluate(at));
        }

        return (clusters, f0Hz);
    }

    private ContextPosition Cursor(Utterance utterance, int[] states, StateTiming timing) =>
        new(utterance, Array.ConvertAll(states, state => _stateNames[state])) { Timing = timing };
}
