namespace Timbre.Server.Clips;

/// <summary>A row of clips: a text, how a voice is to say it, and what came of it.</summary>
public sealed record Clip
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string ProjectId { get; init; }
    public required string VoiceId { get; init; }

    /// <summary>The batch that it is an element of, or null.</summary>
    public string? BatchId { get; init; }

    /// <summary>Where it stands in its batch, from 0.</summary>
    public int Place { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }
    public required bool IsArchived { get; init; }
    public required string OutputFormat { get; init; }
    public required string Precision { get; init; }

    /// <summary>In Hz.</summary>
    public required int SampleRate { get; init; }
    public required bool IncludeTimestamps { get; init; }

    /// <summary>Whether the account's phonemes and term substitutions are applied.</summary>
    public required bool Suggestions { get; init; }

    /// <summary>One of <see cref="ClipStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>A JSON array of sentences: what was asked for and is not done, or why there is no sound.</summary>
    public required string Issues { get; init; }

    /// <summary>Counts the renderings asked for; the work of an older one is dropped.</summary>
    public required int Version { get; init; }
    public string? Blob { get; init; }
    public double? Seconds { get; init; }

    /// <summary>Unicode characters of the text, markup left out.</summary>
    public required int CharacterCount { get; init; }

    /// <summary>The JSON of <see cref="Speech.Timestamps"/>, when there is sound.</summary>
    public string? Timestamps { get; init; }
    public DateTimeOffset? LastGeneratedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>From the table of voices.</summary>
    public string? VoiceName { get; init; }
}

/// <summary>How far a clip's sound is.</summary>
public static class ClipStatus
{
    public const string Rendering = "rendering";
    public const string Finished = "finished";
    public const string Failed = "failed";
}
