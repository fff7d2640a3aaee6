namespace Timbre.Audio.Measures.Comparison;

/// <summary>Two recordings have no score; the message says which of them is at fault and why.</summary>
public sealed class IncomparableException : Exception
{
    /// <summary>A refusal without a reason; prefer one with a side and a fault.</summary>
    public IncomparableException()
        : this("The recordings cannot be compared.")
    {
    }

    /// <summary>A refusal with its whole message.</summary>
    public IncomparableException(string message)
        : this(message, null)
    {
    }

    /// <summary>A refusal with its whole message and what was thrown underneath.</summary>
    public IncomparableException(string message, Exception? innerException)
        : base(message, innerException) => Fault = message;

    /// <summary>A refusal of one side; <paramref name="fault"/> goes on after its name: "is silent: ...".</summary>
    public IncomparableException(ComparedSide side, string fault)
        : base($"The {(side == ComparedSide.Reference ? "reference" : "degraded recording")} {fault}") => (Side, Fault) = (side, fault);

    /// <summary>Which recording is at fault, where one is.</summary>
    public ComparedSide? Side { get; }

    /// <summary>The reason, worded to follow the recording's name.</summary>
    public string Fault { get; }
}
