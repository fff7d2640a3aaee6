using Timbre.Server.Consent;
using Timbre.Server.Jobs;

namespace Timbre.Server.Voices;

/// <summary>A voice on the wire: every field that any of the API's documents knows.</summary>
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
    VoiceView.ConsentState Consent,
    VoiceView.ProgressState Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public Models? Model { get; init; }

    public sealed record Component(string Status);

    public sealed record Components(Component TextToSpeech, Component Fill, Component VoiceConversion);

    public sealed record Api(bool Sync, bool Async, bool DirectSynthesis, bool Streaming, bool SyncTts, bool AsyncTts, bool Fill, bool Sts);

    public sealed record Models(string? TextToSpeech, string? Fill, string? VoiceConversion);

    /// <summary><c>missing</c>, <c>unverified</c> (stored; nobody has checked the words and the speaker) or <c>rejected</c>.</summary>
    public sealed record ConsentState(string Status);

    public sealed record ProgressState(string Stage, double Fraction, double? SecondsLeft, int? QueuePlace);

    public static VoiceView Of(Voice voice, int? queuePlace, bool advanced = false)
    {
        var speaks = voice.ModelBlob is not null;
        var ready = new Component(speaks ? "ready" : "not_ready");
        return new VoiceView(
            voice.Id, voice.Name, voice.Status, Human(voice), voice.VoiceType, voice.Language, [voice.Language], voice.Description,
            voice.DatasetUrl, voice.CallbackUri, "Custom Voice", voice.Status == Voices.VoiceStatus.DatasetIssue,
            new Components(ready, new Component("not_ready"), new Component("not_ready")),
            new Api(speaks, speaks, speaks, speaks, speaks, speaks, false, false),
            voice.Issue, new ConsentState(voice.ConsentStatus ?? ConsentRow.Missing),
            new ProgressState(voice.Stage, voice.Fraction, voice.SecondsLeft, queuePlace), voice.CreatedAt, voice.UpdatedAt)
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
internal sealed class VoiceViews(IntentTable intents)
{
    public async Task<VoiceView> Of(Voice voice, CancellationToken ct, bool advanced = false) => VoiceView.Of(
        voice,
        voice.Stage == Stage.Queued ? await intents.PlaceInLine(voice.Id, "train", ct) : null,
        advanced);
}
