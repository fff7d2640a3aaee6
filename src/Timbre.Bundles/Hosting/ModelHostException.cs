namespace Timbre.Bundles.Hosting;

/// <summary>The process that runs a model has died, hung or broken the protocol, or could not load the model.</summary>
public sealed class ModelHostException(string message) : Exception(message)
{
    /// <summary>Whether it never came to run the model: another sound will do no better.</summary>
    public bool IsStart { get; init; }

    /// <summary>Whether the process ended without a word about the model.</summary>
    internal bool IsDeath { get; init; }
}
