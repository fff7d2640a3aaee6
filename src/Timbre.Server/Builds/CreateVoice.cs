using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>POST /voices: store the voice and its consent, start what its type asks for, answer at once.</summary>
internal sealed class CreateVoice(
    Database db, VoiceTable table, IBuilds builds, ConsentUpload upload, VoiceViews views, VoiceLimits limits, TimeProvider time)
{
    /// <param name="Name">Name of the voice.</param>
    /// <param name="Consent">The speaker's consent: a whole WAV file in standard base 64 (a `data:` URL is read too). Needed before the
    /// voice is built, unless the account is an authorized uploader.</param>
    /// <param name="VoiceType">`rapid` makes do with 10 seconds of recordings; `professional` asks for 10 minutes.</param>
    /// <param name="DatasetUrl">Where to download the recordings from: one sound file, or a zip or tar.gz of them with or without
    /// transcripts. Without it, recordings are uploaded.</param>
    /// <param name="CallbackUri">An address that is told how each build ended.</param>
    /// <param name="Language">Only English is spoken: `en`, `en-US`, `en-GB`, ...</param>
    /// <param name="Description">Anything that people should know of the voice.</param>
    public sealed record Request(
        [Required, MaxLength(VoiceRules.MaxName)] string? Name,
        [Base64String, SentAs(typeof(string))] JsonElement? Consent,
        [AllowedValues("rapid", "professional"), DefaultValue("professional")] string? VoiceType,
        [Url, MaxLength(VoiceRules.MaxDatasetUrl)] string? DatasetUrl,
        [Url, MaxLength(Fields.MaxCallbackUri)] string? CallbackUri,
        [MaxLength(20), DefaultValue(VoiceRules.DefaultLanguage)] string? Language,
        [MaxLength(VoiceRules.MaxDescription)] string? Description);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapPost("/voices", Handle).WithName(nameof(CreateVoice))
        .WithSummary("Create a voice, and start training where its type and data allow it.")
        .WithExample("""{"name":"Ada","voice_type":"rapid","description":"Reads the news"}""")
        .Refuses(403, 413, 507)
        .Calls(typeof(CallbackBody), "callback_uri", CallbackBody.Examples);

    private static Task<Answer<VoiceView>> Handle(Request request, Account account, CreateVoice handler, CancellationToken ct) =>
        handler.Answer(request, account, ct);

    private async Task<Answer<VoiceView>> Answer(Request request, Account account, CancellationToken ct)
    {
        if (Refuse(request, account) is { } refusal)
            return refusal;
        if (await table.Count(account.Id, ct) >= limits.MaxVoicesPerAccount)
            return Refusal.BadRequest(
                "too_many_voices",
                $"This account has {limits.MaxVoicesPerAccount} voices, which is the limit: delete one first.");

        var voice = New(request, account, time.GetUtcNow());
        var consent = upload.Read(request.Consent);
        if (!upload.HasRoomFor(consent))
            return DiskSpace.Full;
        // a crash before the commit leaves a file that the sweep removes
        var consentRow = consent.HasAudio ? await upload.Store(voice.Id, consent, ct) : null;

        await using var unit = await db.Begin(ct);
        await VoiceTable.Add(unit, voice, ct);
        await builds.Begin(unit, voice, ct);
        if (consentRow is not null)
            await ConsentTable.Save(unit, consentRow, ct);
        if (consent.Problem is not null)
        {
            await ConsentTable.Save(unit, ConsentRow.Refused(voice.Id, consent.Problem, voice.CreatedAt), ct);
            await builds.Notify(unit, voice.Id, BuildEvent.ConsentUnreadable, ct, consent.Problem);
        }

        await unit.Commit();

        var view = await views.Of((await table.Find(voice.Id, ct))!, ct);
        return consent.Problem is not null
            ? Refusal.BadRequest("consent_validation_failed", consent.Problem) with { Item = view }
            : Answer<VoiceView>.With(view, Hint(voice, consent.HasAudio || account.AuthorizedUploader));
    }

    private static Refusal? Refuse(Request request, Account account) =>
        !account.MayCreateVoices ? new Refusal(
            403, "plan_not_allowed", $"The plan \"{account.Plan}\" may not create voices: ask the operator for the plan \"pro\".")
        : VoiceRules.Name(request.Name)
            ?? VoiceRules.Description(request.Description)
            ?? (VoiceRules.Type(request.VoiceType) is null
            ? Refusal.BadRequest("invalid_voice_type", "voice_type: either rapid or professional.")
            : null)
            ?? VoiceRules.Dataset(Fields.OrNone(request.DatasetUrl))
            ?? Fields.Address("callback_uri", Fields.OrNone(request.CallbackUri), Fields.MaxCallbackUri)
            ?? VoiceRules.Language(Fields.OrNone(request.Language));

    private static Voice New(Request request, Account account, DateTimeOffset now)
    {
        return new Voice
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            Name = request.Name!.Trim(),
            Description = request.Description,
            VoiceType = VoiceRules.Type(request.VoiceType)!,
            Language = Fields.OrNone(request.Language) ?? VoiceRules.DefaultLanguage,
            DatasetUrl = Fields.OrNone(request.DatasetUrl),
            CallbackUri = Fields.OrNone(request.CallbackUri),
            DatasetDone = false,
            ModelBuild = 0,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static string? Hint(Voice voice, bool allowed) =>
        allowed ? null
        : voice.IsProfessional
            && voice.DatasetUrl is not null ? "The dataset is being analysed. Training waits for the speaker's consent: send it with PUT "
                + "as \"consent\"."
        : "Before this voice is built, send the speaker's consent with PUT as \"consent\".";
}
