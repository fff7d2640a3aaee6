namespace Timbre.Server.Terms.Phonemes;

/// <summary>A row of phonemes: how an account wants a word to be said.</summary>
public sealed class Phoneme
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Word { get; init; }

    /// <summary>As it was sent: IPA or ARPAbet.</summary>
    public required string PhoneticTranscription { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
