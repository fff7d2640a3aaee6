using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>Where in an utterance a tree is asked about: a state, and once durations are known, a frame in it.</summary>
internal sealed class ContextPosition(Utterance utterance, IReadOnlyList<double> stateNames)
{
    public Utterance Utterance { get; } = utterance;

    /// <summary>The names of all states, three a segment, as numbers that trees compare.</summary>
    public IReadOnlyList<double> StateNames { get; } = stateNames;

    /// <summary>When and in which frames states sound; asked for only once they are known.</summary>
    public required StateTiming Timing { get; init; }

    /// <summary>Which state, counted over the whole utterance.</summary>
    public int State { get; set; }

    /// <summary>Which frame.</summary>
    public int Frame { get; set; }

    /// <summary>Which segment.</summary>
    public int Segment => State / StateTiming.StatesPerPhone;
}

/// <summary>The answer to a question of a tree, as a number.</summary>
internal delegate double ContextFeature(ContextPosition at);
