namespace Timbre.Server.Voices;

/// <summary>Tells who keeps models of voices in memory that one of them is not to be spoken with any more.</summary>
internal sealed class VoiceModelEvents
{
    /// <summary>Called with the name of the model's blob.</summary>
    public event Action<string>? Retired;

    /// <summary>To be called once the row no longer names the blob, or no longer permits it; null is no model.</summary>
    public void Retire(string? blobName)
    {
        if (blobName is not null)
            Retired?.Invoke(blobName);
    }
}
