using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Builds;

/// <summary>PUT or PATCH /voices/{uuid}: what is given changes; a consent lets a waiting voice go on.</summary>
internal sealed class UpdateVoice(
    Database db, VoiceTable table, ConsentUpload upload, NewConsent replacement, IBuilds builds, VoiceViews views, BlobDeletions deletions)
{
    /// <param name="Name">Name of the voice.</param>
    /// <param name="Description">Anything that people should know of the voice.</param>
    /// <param name="DatasetUrl">Another dataset: the recordings of the one before go. An empty text removes it.</param>
    /// <param name="CallbackUri">Another address to be told how builds end. An empty text removes it.</param>
    /// <param name="Language">Only English is spoken: `en`, `en-US`, `en-GB`, ...</param>
    /// <param name="Consent">The speaker's consent: a whole WAV file in standard base 64.</param>
    public sealed record Request(
        [MaxLength(VoiceRules.MaxName)] string? Name,
        [MaxLength(VoiceRules.MaxDescription)] string? Description,
        [Url, MaxLength(VoiceRules.MaxDatasetUrl)] string? DatasetUrl,
        [Url, MaxLength(Fields.MaxCallbackUri)] string? CallbackUri,
        [MaxLength(20)] string? Language,
        [Base64String, SentAs(typeof(string))] JsonElement? Consent);

    public static void Map(IEndpointRouteBuilder voices) =>
        voices.MapMethods("/voices/{uuid}", ["PUT", "PATCH"], Handle).WithName(nameof(UpdateVoice))
        .WithExample("""{"name":"Ada","description":"Reads the weather"}""")
        .Refuses(409, 413, 507);

    private static Task<Answer<VoiceView>> Handle(
        string uuid, Request request, Account account, UpdateVoice handler, CancellationToken ct) =>
        handler.Answer(uuid, request, account, ct);

    private async Task<Answer<VoiceView>> Answer(string uuid, Request request, Account account, CancellationToken ct)
    {
        if (await table.Find(account.Id, uuid, ct) is not { } before)
            return Refusal.NotFound("voice");
        if (Refuse(request) is { } refusal)
            return refusal;

        var consent = upload.Read(request.Consent);
        if (!upload.HasRoomFor(consent))
            return DiskSpace.Full;
        var consentRow = consent.HasAudio ? await upload.Store(uuid, consent, ct) : null;
        var freed = new List<string>();

        await using var unit = await db.Begin(ct);
        if (await table.Lock(unit, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice"); // deleted meanwhile; the sweep removes the consent's sound
        var datasetUrl = request.DatasetUrl is null ? voice.DatasetUrl : Fields.OrNone(request.DatasetUrl);
        var newDataset = datasetUrl != voice.DatasetUrl;
        if (newDataset && voice.Status == VoiceStatus.Running)
            return new Refusal(
                409, "voice_is_building",
                "dataset_url: the voice is being built from its present data; change it when the build has ended.");

        await table.Describe(unit, uuid, request.Name?.Trim() ?? voice.Name, request.Description ?? voice.Description, datasetUrl,
            request.CallbackUri is null ? voice.CallbackUri : Fields.OrNone(request.CallbackUri),
            Fields.OrNone(request.Language) ?? voice.Language, voice.DatasetDone && !newDataset, ct);
        if (newDataset)
        {
            freed.AddRange(await RecordingTable.DeleteDataset(unit, uuid, ct));
            await VoiceTable.ClearDataset(unit, uuid, null, ct);
            await builds.Notify(unit, uuid, BuildEvent.DatasetChanged, ct);
        }

        if (consentRow is not null && await replacement.Put(unit, consentRow, ct) is { } old)
            freed.Add(old);
        if (consent.HasAudio)
            await builds.Notify(unit, uuid, BuildEvent.ConsentGiven, ct);
        else if (consent.Problem is not null)
            await replacement.Refuse(unit, voice, consent.Problem, ct);

        await unit.Commit();
        foreach (var blob in freed)
            await deletions.Delete(blob);

        var view = await views.Of((await table.Find(uuid, ct))!, ct);
        return consent.Problem is null ? view : Refusal.BadRequest("consent_validation_failed", consent.Problem) with { Item = view };
    }

    private static Refusal? Refuse(Request request) =>
        (request.Name is null ? null : VoiceRules.Name(request.Name))
        ?? VoiceRules.Description(request.Description)
        ?? VoiceRules.Dataset(Fields.OrNone(request.DatasetUrl))
        ?? Fields.Address("callback_uri", Fields.OrNone(request.CallbackUri), Fields.MaxCallbackUri)
        ?? VoiceRules.Language(Fields.OrNone(request.Language));
}
