using Timbre.Audio;
using Timbre.Models.BaseVoices.VoiceFiles;
using Timbre.Models.Synthesis.Contexts;
using Timbre.Models.Synthesis.Utterances;

namespace Timbre.Models.Synthesis.Frames;

/// <summary>Asks the trees of a base voice: how long each state of an utterance lasts, which cluster each frame is of, at which F0.</summary>
/// <remarks>Immutable; any number of threads.</remarks>
internal sealed class FramePredictor
{
    private readonly VoiceFile _file;
    private readonly BoundTree _lengths;
    private readonly BoundTree[] _clusters;
    private readonly BoundTree[] _f0;
    private readonly double[] _stateNames;

    public FramePredictor(VoiceFile file)
    {
        var bound = new Dictionary<string, Feature>();
        Feature Bind(string name) => bound.TryGetValue(name, out var feature) ? feature : bound[name] = StateFeatures.Bind(name);
        _file = file;
        _lengths = new BoundTree(file.DurationTree, Bind);
        _clusters = [.. file.ClusterTrees.Select(tree => new BoundTree(tree, Bind))];
        _f0 = [.. file.F0Trees.Select(tree => new BoundTree(tree, Bind))];
        _stateNames = [.. file.States.Select(Symbols.Of)];
    }

    /// <summary>The states of an utterance, three a segment, as indices of the voice's states.</summary>
    public int[] States(Utterance utterance) => [.. utterance.Segments.SelectMany(segment => _file.StatesOfPhone[segment.Phone.Name])];

    /// <summary>How long each state lasts by itself: mean and deviation of the state, the tree says how many deviations. In seconds.</summary>
    public double[] Lengths(Utterance utterance, int[] states)
    {
        var at = Cursor(utterance, states, new Timing([]));
        var lengths = new double[states.Length];
        for (at.State = 0; at.State < lengths.Length; at.State++)
        {
            var (mean, deviation) = _file.StateLengths[states[at.State]];
            lengths[at.State] = Math.Max(mean + _lengths.Ask(at) * deviation, Framing.HopSeconds);
        }

        return lengths;
    }

    /// <summary>The cluster of each frame, and its F0 as the base voice itself would speak, in Hz.</summary>
    public (int[] Clusters, double[] F0Hz) Frames(Utterance utterance, int[] states, Timing timing)
    {
        var at = Cursor(utterance, states, timing);
        var (clusters, f0Hz) = (new int[timing.Frames], new double[timing.Frames]);
        for (at.State = 0; at.State < states.Length; at.State++)
        {
            for (at.Frame = timing.FirstFrame(at.State); at.Frame <= timing.LastFrame(at.State); at.Frame++)
                (clusters[at.Frame], f0Hz[at.Frame]) = ((int)_clusters[states[at.State]].Ask(at), _f0[states[at.State]].Ask(at));
        }

        return (clusters, f0Hz);
    }

    private Cursor Cursor(Utterance utterance, int[] states, Timing timing) =>
        new(utterance, Array.ConvertAll(states, state => _stateNames[state])) { Timing = timing };
}
