using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>The states that a graph's nodes have, each once: they are scored once a frame, however many nodes share them.</summary>
internal sealed class StateIndex
{
    private readonly Dictionary<SharedState, int> _index = [];
    private readonly List<SharedState> _states = [];
    private readonly List<int> _ofNodes = [];

    /// <summary>The different states.</summary>
    public SharedState[] Different => [.. _states];

    /// <summary>Indices of each node's states, three a node.</summary>
    public int[] OfNodes => [.. _ofNodes];

    /// <summary>States that no node needs to have.</summary>
    public void Add(int phone, ReadOnlySpan<ushort> senones)
    {
        foreach (var senone in senones)
            Find(phone, senone);
    }

    /// <summary>The states of the next node.</summary>
    public void AddNode(int phone, ReadOnlySpan<ushort> senones)
    {
        foreach (var senone in senones)
            _ofNodes.Add(Find(phone, senone));
    }

    /// <summary>The next node has none.</summary>
    public void AddNode() => _ofNodes.AddRange(stackalloc int[SphinxPhoneSet.States]);

    private int Find(int phone, ushort senone)
    {
        var state = new SharedState(senone, (byte)phone);
        if (_index.TryGetValue(state, out var index))
            return index;
        _index.Add(state, _states.Count);
        _states.Add(state);
        return _states.Count - 1;
    }
}
