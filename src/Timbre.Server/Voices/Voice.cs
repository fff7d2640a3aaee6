using Timbre.Models.Voices;

namespace Timbre.Server.Voices;

/// <summary>A row of voices, with that of its build, which only the slice Builds writes.</summary>
public sealed record Voice
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    /// <summary><c>rapid</c> or <c>professional</c>.</summary>
    public required string VoiceType { get; init; }
    public required string Language { get; init; }
    public string? DatasetUrl { get; init; }
    public string? CallbackUri { get; init; }

    /// <summary>One of <see cref="VoiceStatus"/>.</summary>
    public string Status { get; init; } = VoiceStatus.Initializing;

    /// <summary>Why the status is a bad one.</summary>
    public string? Issue { get; init; }
    public bool Fill { get; init; }

    /// <summary>Counts the builds asked for; work of an older build is dropped.</summary>
    public int Build { get; init; }

    /// <summary>One of <see cref="Voices.Stage"/>: what is being done or waited for.</summary>
    public string Stage { get; init; } = Voices.Stage.AwaitingData;
    public double Fraction { get; init; }
    public double? SecondsLeft { get; init; }

    /// <summary>Whether the recordings of <see cref="DatasetUrl"/> are all here.</summary>
    public required bool DatasetDone { get; init; }
    public string? DatasetSha256 { get; init; }

    /// <summary>Seconds of sound that the dataset brought, pauses included.</summary>
    public double DatasetSeconds { get; init; }

    /// <summary>The finished model that speaks, also while a newer one is being built.</summary>
    public string? ModelBlob { get; init; }
    public required int ModelBuild { get; init; }

    /// <summary>The hash of the consent record that lets the model speak; null where none does.</summary>
    public string? ModelPermit { get; init; }

    /// <summary>Whether it has a model that may speak.</summary>
    public bool Speaks => ModelBlob is not null && ModelPermit is not null;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What of the dataset could not be read; goes with the dataset.</summary>
    public string? DatasetNotes { get; init; }

    /// <summary>What the last build has left out.</summary>
    public string? Notes { get; init; }

    /// <summary>Both together, as they are told.</summary>
    public string? AllNotes => DatasetNotes is null ? Notes : $"{DatasetNotes} {Notes}".TrimEnd();

    /// <summary>
    /// How the last build's training went, as <see cref="Progress.TrainingCurve"/> writes it; null where there is nothing to show.
    /// </summary>
    public string? Curve { get; init; }

    /// <summary>From the table of consents; null when there is none.</summary>
    public string? ConsentStatus { get; init; }

    public bool IsProfessional => VoiceType == "professional";

    public VoiceType Type => IsProfessional ? Timbre.Models.Voices.VoiceType.Professional : Timbre.Models.Voices.VoiceType.Rapid;
}

/// <summary>The states of a voice on the wire.</summary>
public static class VoiceStatus
{
    public const string Initializing = "initializing";
    public const string Running = "running";
    public const string Finished = "finished";
    public const string Failed = "failed";
    public const string DatasetIssue = "dataset_issue";
    public const string ConsentFailed = "consent_validation_failed";
}

/// <summary>The stages within a state, as <c>progress.stage</c> shows them.</summary>
public static class Stage
{
    public const string AwaitingData = "awaiting_recordings";
    public const string AwaitingBuild = "awaiting_build";
    public const string AwaitingConsent = "awaiting_consent";
    public const string Queued = "queued";
    public const string Downloading = "downloading";
    public const string Analysing = "analysing";
    public const string Training = "training";
    public const string Done = "finished";
    public const string Stopped = "stopped";
}
