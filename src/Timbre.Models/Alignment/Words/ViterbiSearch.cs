using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// The best paths through a <see cref="WordGraph"/>: forward of all that end with a node before a frame, backward of all that begin with it
/// there. Viterbi, nothing pruned.
/// </summary>
internal sealed class ViterbiSearch
{
    private const int States = SphinxPhoneSet.States;

    private readonly WordGraph _graph;
    private readonly float[] _scores;
    private readonly float[] _anySpeech;
    private readonly float[] _transitions;
    private readonly int _frames;

    /// <summary>A search over scores of the graph's states.</summary>
    /// <param name="model">Where transitions come from.</param>
    /// <param name="graph">What may be said.</param>
    /// <param name="scores">log p of the graph's states, frame after frame.</param>
    /// <param name="anySpeech">What <see cref="PhoneLoop"/> found.</param>
    public ViterbiSearch(SphinxAcousticModel model, WordGraph graph, float[] scores, float[] anySpeech)
    {
        (_graph, _scores, _anySpeech, _frames) = (graph, scores, anySpeech, anySpeech.Length - 1);
        _transitions = new float[graph.Nodes.Length * States * 2];
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            for (var s = 0; s < States && !graph.Nodes[n].IsAnySpeech; s++)
                (_transitions[(n * States + s) * 2],
                    _transitions[(n * States + s) * 2
                        + 1]) = (model.LogSelfTransition(graph.Nodes[n].Phone, s), model.LogExitTransition(graph.Nodes[n].Phone, s));
        }
    }

    /// <summary>The best paths from the start.</summary>
    /// <param name="watch">Told, for t from 1 to all frames, what each node's best path is that ends with it before frame t.</param>
    public void Forward(Action<int, float[]> watch, CancellationToken ct)
    {
        var nodes = _graph.Nodes;
        var path = Unreachable(nodes.Length * States);
        var (ends, next) = (new float[nodes.Length], new float[nodes.Length]);
        var enter = Unreachable(nodes.Length);
        foreach (var start in _graph.Starts)
            enter[start] = 0;
        for (var t = 0; t < _frames; t++)
        {
            ct.ThrowIfCancellationRequested();
            var frame = _scores.AsSpan(t * _graph.States.Length, _graph.States.Length);
            var any = _anySpeech[t + 1] - _anySpeech[t];
            for (var n = 0; n < nodes.Length; n++)
            {
                if (t > 0)
                    enter[n] = Best(ends, _graph.Before[n]);
                var entry = enter[n] + nodes[n].LogPenalty;
                var p = path.AsSpan(n * States, States);
                if (nodes[n].IsAnySpeech)
                {
                    next[n] = p[0] = any + Math.Max(p[0], entry);
                    continue;
                }

                var a = _transitions.AsSpan(n * States * 2, States * 2);
                var s = _graph.NodeStates.AsSpan(n * States, States);
                p[2] = frame[s[2]] + Math.Max(p[2] + a[4], p[1] + a[3]);
                p[1] = frame[s[1]] + Math.Max(p[1] + a[2], p[0] + a[1]);
                p[0] = frame[s[0]] + Math.Max(p[0] + a[0], entry);
                next[n] = p[2] + a[5];
            }

            (ends, next) = (next, ends);
            watch(t + 1, ends);
        }
    }

    /// <summary>The best paths to the end.</summary>
    /// <param name="watch">Told, for t from the last frame down to 0, what each node's best path is that begins with it at frame t, its
    /// price included.</param>
    public void Backward(Action<int, float[]> watch, CancellationToken ct)
    {
        var nodes = _graph.Nodes;
        var path = Unreachable(nodes.Length * States);
        var starts = new float[nodes.Length];
        var onward = Unreachable(nodes.Length);
        foreach (var end in _graph.Ends)
            onward[end] = 0;
        for (var t = _frames - 1; t >= 0; t--)
        {
            ct.ThrowIfCancellationRequested();
            var frame = _scores.AsSpan(t * _graph.States.Length, _graph.States.Length);
            var any = _anySpeech[t + 1] - _anySpeech[t];
            for (var n = 0; n < nodes.Length; n++)
            {
                var p = path.AsSpan(n * States, States);
                if (nodes[n].IsAnySpeech)
                {
                    p[0] = any + Math.Max(p[0], onward[n]);
                    starts[n] = p[0] + nodes[n].LogPenalty;
                    continue;
                }

                var a = _transitions.AsSpan(n * States * 2, States * 2);
                var s = _graph.NodeStates.AsSpan(n * States, States);
                p[0] = frame[s[0]] + Math.Max(p[0] + a[0], p[1] + a[1]);
                p[1] = frame[s[1]] + Math.Max(p[1] + a[2], p[2] + a[3]);
                p[2] = frame[s[2]] + Math.Max(p[2] + a[4], onward[n] + a[5]);
                starts[n] = p[0] + nodes[n].LogPenalty;
            }

            watch(t, starts);
            Array.Fill(onward, float.NegativeInfinity);
            for (var n = 0; n < nodes.Length; n++)
            {
                foreach (var from in _graph.Before[n])
                    onward[from] = Math.Max(onward[from], starts[n]);
            }
        }
    }

    /// <summary>The best of some nodes.</summary>
    public static float Best(float[] values, int[] nodes)
    {
        var best = float.NegativeInfinity;
        foreach (var node in nodes)
            best = Math.Max(best, values[node]);
        return best;
    }

    private static float[] Unreachable(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NegativeInfinity);
        return values;
    }
}
