namespace Timbre.Client;

/// <summary>A voice as the server shows it. The states are plain strings: a later server may know more of them.</summary>
/// <param name="Status"><c>initializing</c>, <c>running</c>, <c>finished</c>, <c>failed</c>, <c>dataset_issue</c> or
/// <c>consent_validation_failed</c>.</param>
/// <param name="VoiceType"><c>rapid</c> or <c>professional</c>.</param>
/// <param name="Issue">Why there is no voice, in words, or null.</param>
public sealed record Voice(
    string Uuid,
    string Name,
    string Status,
    string? VoiceStatus,
    string VoiceType,
    string? DefaultLanguage,
    string? Description,
    string? DatasetUrl,
    string? CallbackUri,
    string? Issue,
    VoiceConsent? Consent,
    VoiceProgress? Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Recordings and steps that the last build left out, with reasons; or null.</summary>
    public string? Notes { get; init; }

    /// <summary>No build is under way and none will start by itself.</summary>
    public bool IsSettled => Status is "finished" or "failed" or "dataset_issue" or "consent_validation_failed";
}

/// <summary>State of the speaker's consent.</summary>
/// <param name="Status"><c>missing</c>, <c>unverified</c> (stored, its words and speaker not checked) or <c>rejected</c>.</param>
public sealed record VoiceConsent(string Status);

/// <summary>Progress of a voice's build.</summary>
/// <param name="Stage">A short word for what is being done.</param>
/// <param name="Fraction">0 to 1.</param>
/// <param name="SecondsLeft">An estimate, or null when there is none.</param>
/// <param name="QueuePlace">How many builds are before this one, or null when it is not waiting.</param>
public sealed record VoiceProgress(string? Stage, double? Fraction, double? SecondsLeft, int? QueuePlace)
{
    /// <summary>Loss curve of a professional training, or null.</summary>
    public TrainingCurve? Curve { get; init; }
}

/// <summary>The loss after each pass of a professional training.</summary>
/// <param name="Points">In the order of passes.</param>
/// <param name="BestPass">The pass that a finished voice is of; 0 is the rapid voice that the training began with.</param>
public sealed record TrainingCurve(IReadOnlyList<TrainingPoint> Points, int BestPass);

/// <summary>The loss after one pass; less is better.</summary>
/// <param name="Pass">0 is the rapid voice.</param>
/// <param name="Learnt">Over phrases that are learnt from.</param>
/// <param name="Held">Over phrases that are held out.</param>
public sealed record TrainingPoint(int Pass, double Learnt, double Held);

/// <summary>One line of the event stream.</summary>
public sealed record VoiceEvent(string Status, string? Stage, double? Fraction, double? SecondsLeft, int? QueuePlace)
{
    /// <summary>Loss curve of a professional training, or null.</summary>
    public TrainingCurve? Curve { get; init; }
}
