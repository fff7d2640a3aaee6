namespace Timbre.Server.Batches;

/// <summary>A row of batches: many texts for one voice. Its elements are clips of its project.</summary>
public sealed record Batch
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string ProjectId { get; init; }
    public required string VoiceId { get; init; }
    public string? CallbackUri { get; init; }

    /// <summary>How whoever asked for it reaches this server, for the links in its callback.</summary>
    public required string LinkBase { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
