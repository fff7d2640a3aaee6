using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Recordings;

/// <summary>PUT or PATCH /voices/{voice}/recordings/{uuid}: what is given changes; an empty text or emotion removes it.</summary>
internal sealed class UpdateRecording(
    Database db, VoiceTable voices, RecordingTable recordings, IBuilds builds, RecordingViews views)
{
    /// <param name="Name">Name of the recording, unique in its voice.</param>
    /// <param name="Text">What is said in it.</param>
    /// <param name="Emotion">How it is said.</param>
    /// <param name="IsActive">Whether builds learn from it: your word, which no later analysis overrules. A silent recording or an outlier
    /// cannot be activated.</param>
    /// <param name="Fill">Kept with the recording for the SDKs that send it.</param>
    public sealed record Request(
        [MaxLength(RecordingRules.MaxName)] string? Name,
        [MaxLength(RecordingRules.MaxText)] string? Text,
        [MaxLength(RecordingRules.MaxEmotion)] string? Emotion,
        [SentAs(typeof(bool))] JsonElement? IsActive,
        [SentAs(typeof(bool))] JsonElement? Fill);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapMethods("/voices/{voice}/recordings/{uuid}", ["PUT", "PATCH"], Handle).WithName(nameof(UpdateRecording))
        .WithExample("""{"text":"What is said in it.","is_active":true}""")
        .Refuses(409);

    private static Task<Answer<RecordingView>> Handle(
        string voice, string uuid, Request change, Account account, HttpRequest request, UpdateRecording handler, CancellationToken ct) =>
        handler.Answer(voice, uuid, change, account, request, ct);

    private async Task<Answer<RecordingView>> Answer(
        string voice, string uuid, Request change, Account account, HttpRequest request, CancellationToken ct)
    {
        if (await voices.Find(account.Id, voice, ct) is null)
            return Refusal.NotFound("voice");
        if (await recordings.Find(voice, uuid, ct) is null)
            return Refusal.NotFound("recording");
        if (Refuse(change) is { } refusal)
            return refusal;

        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice, ct) is null)
            return Refusal.NotFound("voice");
        if (await RecordingTable.Find(unit, voice, uuid, ct) is not { } now)
            return Refusal.NotFound("recording"); // deleted meanwhile

        var name = change.Name is null ? now.Name : RecordingRules.OrNone(change.Name)!;
        var activate = Fields.OrNull(change.IsActive) is { } active ? Fields.Flag(active)!.Value : (bool?)null;
        if (activate == true && now.IsOutlier)
            return RecordingRules.Outlier;
        if (activate == true && now.IsSilent)
            return RecordingRules.Silent;
        if (name != now.Name && await RecordingTable.FindByName(unit, voice, name, ct) is not null)
            return RecordingRules.NameTaken(name);

        var changed = now with
        {
            Name = name,
            Text = change.Text is null ? now.Text : RecordingRules.OrNone(change.Text),
            Emotion = change.Emotion is null ? now.Emotion : RecordingRules.OrNone(change.Emotion),
            IsActive = activate ?? now.IsActive,
            ActiveGiven = activate ?? now.ActiveGiven,
            Fill = Fields.Flag(change.Fill, now.Fill),
        };
        await recordings.Change(unit, changed, ct);
        if (changed.Text != now.Text)
            await RecordingTable.ClearTranscript(unit, uuid, ct);
        if (changed.Text != now.Text || changed.IsActive != now.IsActive)
            await builds.Notify(unit, voice, BuildEvent.RecordingsChanged, ct); // copies are looked for among those that are used
        var after = await RecordingTable.Find(unit, voice, uuid, ct);
        await unit.Commit();
        return await views.Of(request, after!, ct);
    }

    private static Refusal? Refuse(Request change) =>
        (change.Name is null ? null : RecordingRules.Name(RecordingRules.OrNone(change.Name)))
        ?? RecordingRules.Text(RecordingRules.OrNone(change.Text))
        ?? RecordingRules.Emotion(RecordingRules.OrNone(change.Emotion))
        ?? Fields.RefuseFlag("is_active", change.IsActive)
        ?? Fields.RefuseFlag("fill", change.Fill);
}
