namespace Timbre.Models.Alignment.Words;

/// <summary>The best paths to and from every word and every gap of a graph, at every frame: what likelihood ratios are made of.</summary>
/// <remarks>Rows of T + 1 logarithms, one a word or a gap; negative infinity where there is no path.</remarks>
internal sealed class ForwardBackwardScores
{
    private readonly WordGraph _graph;
    private readonly int _words;
    private readonly int _frames;
    private readonly float[] _anySpeech;

    // To the end of a word; from its beginning on.
    private readonly float[][] _wordEnds;
    private readonly float[][] _wordStarts;

    // To a gap by the word before it, with or without a pause; in any way; from a gap on in any way; from a pause behind other speech on.
    private readonly float[][] _wordOrPauseEnds;
    private readonly float[][] _gapEnds;
    private readonly float[][] _gapStarts;
    private readonly float[][] _pauseStarts;

    /// <summary>Searches the graph both ways.</summary>
    /// <param name="graph">What may be said.</param>
    /// <param name="search">The search over it.</param>
    /// <param name="anySpeech">What <see cref="PhoneLoop"/> found.</param>
    public ForwardBackwardScores(WordGraph graph, ViterbiSearch search, float[] anySpeech, CancellationToken ct)
    {
        (_graph, _words, _frames, _anySpeech) = (graph, graph.Substitutions.Length, anySpeech.Length - 1, anySpeech);
        (_wordEnds, _wordStarts) = (Rows(_words), Rows(_words));
        (_wordOrPauseEnds, _gapEnds, _gapStarts, _pauseStarts) = (Rows(_words + 1), Rows(_words + 1), Rows(_words + 1), Rows(_words + 1));
        (_wordOrPauseEnds[0][0], _gapEnds[0][0], _gapStarts[_words][_frames]) = (0, 0, 0);
        search.Forward(OnForward, ct);
        search.Backward(OnBackward, ct);
    }

    /// <summary>max_t (e[i, t] + b[i + 1, t]) - max_{t ≤ u} (a[i, t] + L[u] - L[t] + b[i + 1, u])</summary>
    /// <remarks>
    /// e ends with the word, a comes to the gap before it, b goes on from the gap behind it; the times are where the maxima are.
    /// </remarks>
    public WordEvidence Word(int i, int phones)
    {
        var (wordScore, end) = (float.NegativeInfinity, 0);
        var (instead, reach) = (float.NegativeInfinity, float.NegativeInfinity);
        for (var t = 0; t <= _frames; t++)
        {
            if (_wordEnds[i][t] + _gapStarts[i + 1][t] is var through && through > wordScore)
                (wordScore, end) = (through, t);
            reach = Math.Max(reach, _gapEnds[i][t] - _anySpeech[t]);
            instead = Math.Max(instead, reach + _anySpeech[t] + _gapStarts[i + 1][t]);
        }

        var (best, start) = (float.NegativeInfinity, 0);
        for (var t = 0; t < end; t++)
        {
            if (_gapEnds[i][t] + _wordStarts[i][t] is var through && through > best)
                (best, start) = (through, t);
        }

        return new WordEvidence(start, end, phones, wordScore - instead);
    }

    /// <summary>max_{t &lt; u} (e[i, t] + L[u] - L[t] + s[i, u]) - max_t (e[i, t] + s[i, t])</summary>
    /// <remarks>e ends with the word before the gap or a pause behind it, s begins with the word behind the gap.</remarks>
    public GapEvidence Gap(int gap)
    {
        var (none, extra, reach) = (float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity);
        var (start, end, from) = (0, 0, 0);
        for (var t = 0; t <= _frames; t++)
        {
            var next = gap < _words ? _wordStarts[gap][t] : _gapStarts[gap][t];
            none = Math.Max(none, _wordOrPauseEnds[gap][t] + (gap < _words || t == _frames ? next : float.NegativeInfinity));
            if (reach + _anySpeech[t] + Math.Max(next, _pauseStarts[gap][t]) is var through && through > extra)
                (extra, start, end) = (through, from, t);
            if (_wordOrPauseEnds[gap][t] - _anySpeech[t] is var back && back > reach)
                (reach, from) = (back, t);
        }

        return new GapEvidence(start, end, extra - none);
    }

    private void OnForward(int t, float[] ends)
    {
        for (var i = 0; i < _words; i++)
            _wordEnds[i][t] = ViterbiSearch.Best(ends, _graph.Lasts[i]);
        for (var gap = 0; gap <= _words; gap++)
        {
            var at = _graph.Gaps[gap];
            var (word, instead) = gap == 0
                ? (float.NegativeInfinity, float.NegativeInfinity)
                : (_wordEnds[gap - 1][t], ends[_graph.Substitutions[gap - 1]]);
            _wordOrPauseEnds[gap][t] = Math.Max(word, Math.Max(ends[at.Pause], ends[at.Noise]));
            _gapEnds[gap][t] = Math.Max(Math.Max(_wordOrPauseEnds[gap][t], instead), Math.Max(ends[at.Extra], ends[at.After]));
        }
    }

    private void OnBackward(int t, float[] starts)
    {
        for (var i = 0; i < _words; i++)
            _wordStarts[i][t] = ViterbiSearch.Best(starts, _graph.Firsts[i]);
        for (var gap = 0; gap <= _words; gap++)
        {
            var at = _graph.Gaps[gap];
            var word = gap == _words ? float.NegativeInfinity : Math.Max(_wordStarts[gap][t], starts[_graph.Substitutions[gap]]);
            _gapStarts[gap][t] = Math.Max(Math.Max(word, starts[at.Extra]), Math.Max(starts[at.Pause], starts[at.Noise]));
            _pauseStarts[gap][t] = starts[at.After];
        }
    }

    private float[][] Rows(int count)
    {
        var rows = new float[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new float[_frames + 1];
            Array.Fill(rows[i], float.NegativeInfinity);
        }

        return rows;
    }
}
