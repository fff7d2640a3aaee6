namespace Timbre.Server.Datasets;

/// <summary>
/// A dataset cannot be used, by no fault of ours. The code is one of <see cref="DatasetCode"/>; the message is for whoever
/// gave the dataset: it says what to do, and names neither addresses nor the path or query of a URL.
/// </summary>
internal sealed class DatasetException(
    string code, string message, bool mayPass = false, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>Whether the same request may succeed later, so that trying again makes sense.</summary>
    public bool MayPass { get; } = mayPass;
}
