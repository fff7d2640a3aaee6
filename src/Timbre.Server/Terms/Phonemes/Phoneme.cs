namespace Timbre.Server.Terms.Phonemes;

/// <summary>A row of phonemes: how an account wants a word to be said.</summary>
public sealed record Phoneme : Term
{
    public required string Word { get; init; }

    /// <summary>As it was sent: IPA or ARPAbet.</summary>
    public required string PhoneticTranscription { get; init; }
}
