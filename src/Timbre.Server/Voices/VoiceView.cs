using Timbre.Server.Jobs;
using Timbre.Server.Voices.Progress;

namespace Timbre.Server.Voices;

/// <summary>A voice on the wire: every field that any of the API's documents knows.</summary>
/// <param name="Uuid">The voice, in every path and request that means it.</param>
/// <param name="Name">Name of the voice.</param>
/// <param name="Status">`initializing`, `running`, `finished`, `failed`, `dataset_issue` or `consent_validation_failed`.</param>
/// <param name="VoiceStatus">The same for people: `Initializing`, `Training`, `Ready` or `Failed`.</param>
/// <param name="VoiceType">`rapid` or `professional`.</param>
/// <param name="DefaultLanguage">What it speaks.</param>
/// <param name="SupportedLanguages">The same as a list.</param>
/// <param name="Description">What was said of it when it was made.</param>
/// <param name="DatasetUrl">Where its recordings are downloaded from.</param>
/// <param name="CallbackUri">Who is told how builds end.</param>
/// <param name="Source">`Custom Voice`.</param>
/// <param name="DatasetAnalysisFailure">Whether the status is `dataset_issue`.</param>
/// <param name="ComponentStatus">What it can do: each `ready` or `not_ready`.</param>
/// <param name="ApiSupport">Which calls it answers.</param>
/// <param name="Issue">Why the status is a bad one.</param>
/// <param name="Notes">What the last build did without, and why; null when it used all there is. `GET /voices/{uuid}/analysis` tells
/// more.</param>
/// <param name="Consent">What became of the speaker's consent.</param>
/// <param name="Progress">How far its work is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record VoiceView(
    string Uuid,
    string Name,
    string Status,
    string VoiceStatus,
    string VoiceType,
    string DefaultLanguage,
    IReadOnlyList<string> SupportedLanguages,
    string? Description,
    string? DatasetUrl,
    string? CallbackUri,
    string Source,
    bool DatasetAnalysisFailure,
    VoiceView.Components ComponentStatus,
    VoiceView.Api ApiSupport,
    string? Issue,
    string? Notes,
    VoiceView.ConsentState Consent,
    VoiceView.ProgressState Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The models behind it; only with `advanced=true`.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public Models? Model { get; init; }

    /// <summary>One thing that a voice can do.</summary>
    /// <param name="Status">`ready` or `not_ready`.</param>
    public sealed record Component(string Status);

    /// <summary>What a voice can do.</summary>
    /// <param name="TextToSpeech">Speaking text.</param>
    /// <param name="Fill">Filling gaps in a recording; not done by this server.</param>
    /// <param name="VoiceConversion">Speech to speech; not done by this server.</param>
    public sealed record Components(Component TextToSpeech, Component Fill, Component VoiceConversion);

    /// <summary>Which calls a voice answers, in both spellings that clients read.</summary>
    /// <param name="Sync">Clips that are answered at once.</param>
    /// <param name="Async">Clips that are told of by a callback.</param>
    /// <param name="DirectSynthesis">`POST /synthesize`.</param>
    /// <param name="Streaming">`POST /stream`.</param>
    /// <param name="SyncTts">The same as `sync`.</param>
    /// <param name="AsyncTts">The same as `async`.</param>
    /// <param name="Fill">Not done by this server.</param>
    /// <param name="Sts">Not done by this server.</param>
    public sealed record Api(bool Sync, bool Async, bool DirectSynthesis, bool Streaming, bool SyncTts, bool AsyncTts, bool Fill, bool Sts);

    /// <summary>The version of each model; null where there is none.</summary>
    /// <param name="TextToSpeech">That speaks text.</param>
    /// <param name="Fill">Not done by this server.</param>
    /// <param name="VoiceConversion">Not done by this server.</param>
    public sealed record Models(string? TextToSpeech, string? Fill, string? VoiceConversion);

    /// <summary>What became of the speaker's consent.</summary>
    /// <param name="Status"><c>missing</c>, <c>unverified</c> (stored, and checked when the voice is built), <c>accepted</c>,
    /// <c>rejected</c> or <c>revoked</c>. More at `GET /voices/{uuid}/consent`.</param>
    public sealed record ConsentState(string Status);

    /// <summary>How far a voice's work is.</summary>
    /// <param name="Stage">`awaiting_recordings`, `awaiting_build`, `awaiting_consent`, `queued`, `downloading`, `analysing`, `training`,
    /// `finished` or `stopped`.</param>
    /// <param name="Fraction">How much of the stage is done, 0 to 1.</param>
    /// <param name="SecondsLeft">About how long the stage will still take; null when that is not known.</param>
    /// <param name="QueuePlace">Its place in the line for training, from 1; null when it does not stand there.</param>
    /// <param name="Curve">How a professional training goes, or how that of the last build went; null for rapid voices, and until there is
    /// something to show.</param>
    public sealed record ProgressState(string Stage, double Fraction, double? SecondsLeft, int? QueuePlace, TrainingCurve? Curve);

    public static VoiceView Of(Voice voice, int? queuePlace, bool advanced = false)
    {
        var speaks = voice.Speaks;
        var ready = new Component(speaks ? "ready" : "not_ready");
        return new VoiceView(
            voice.Id, voice.Name, voice.Status, Human(voice), voice.VoiceType, voice.Language, [voice.Language], voice.Description,
            voice.DatasetUrl, voice.CallbackUri, "Custom Voice", voice.Status == Voices.VoiceStatus.DatasetIssue,
            new Components(ready, new Component("not_ready"), new Component("not_ready")),
            new Api(speaks, speaks, speaks, speaks, speaks, speaks, false, false),
            voice.Issue, voice.AllNotes, new ConsentState(voice.ConsentStatus ?? ConsentStatus.Missing),
            new ProgressState(voice.Stage, voice.Fraction, voice.SecondsLeft, queuePlace, TrainingCurve.Of(voice.Curve)), voice.CreatedAt,
            voice.UpdatedAt)
        {
            Model = advanced ? new Models(speaks ? "tts-v1" : null, null, null) : null,
        };
    }

    private static string Human(Voice voice) => voice.Status switch
    {
        Voices.VoiceStatus.Finished => "Ready",
        Voices.VoiceStatus.Running => "Training",
        Voices.VoiceStatus.Initializing => "Initializing",
        _ => "Failed",
    };
}

/// <summary>Makes views, with what the other tables know of a voice.</summary>
internal sealed class VoiceViews(JobTable jobs)
{
    public async Task<VoiceView> Of(Voice voice, CancellationToken ct, bool advanced = false) => VoiceView.Of(
        voice,
        voice.Stage == Stage.Queued ? await jobs.QueuePosition<RunBuild>(voice.Id, ct, RunBuild.QueueOf(BuildStep.Train)) : null,
        advanced);
}
