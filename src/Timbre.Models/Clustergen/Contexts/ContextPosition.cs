using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>A position in an utterance: a state, and once durations are known, a frame in it.</summary>
internal sealed class ContextPosition(Utterance utterance, IReadOnlyList<double> stateNames)
{
    public Utterance Utterance { get; } = utterance;

    /// <summary>The names of all states, three a segment, as numbers that trees compare.</summary>
    public IReadOnlyList<double> StateNames { get; } = stateNames;

    /// <summary>Timing of the states; available once durations are known.</summary>
    public required StateTiming Timing { get; init; }

    /// <summary>Index of the state in the utterance.</summary>
    public int State { get; set; }

    /// <summary>Index of the frame.</summary>
    public int Frame { get; set; }

    /// <summary>Index of the segment.</summary>
    public int Segment => State / StateTiming.StatesPerPhone;
}

/// <summary>The answer to a question of a tree, as a number.</summary>
internal delegate double ContextFeature(ContextPosition at);
