namespace Timbre.Bundles.Hosting;

/// <summary>The process that runs a model has died, hung or broken the protocol, or could not load the model.</summary>
/// <param name="isStart">Whether it never came to run the model: another sound will do no better.</param>
public sealed class ModelHostException(string message, bool isStart = false) : Exception(message)
{
    public bool IsStart => isStart;
}
