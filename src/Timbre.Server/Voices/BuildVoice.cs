using Timbre.Server.Accounts;
using Timbre.Server.Consent;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Training;
using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>
/// POST /voices/{uuid}/build: start the work, or say what is missing. The finished voice keeps speaking until a new one is there.
/// </summary>
internal static class BuildVoice
{
    /// <param name="Fill">Kept with the voice for the SDKs that send it; no engine here learns to fill yet.</param>
    public sealed record Request(bool? Fill);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapPost("/voices/{uuid}/build", Handle).WithName(nameof(BuildVoice))
        .WithExample("""{"fill":false}""")
        .Refuses(403)
        .Produces<DoneBody>();

    private static async Task<IResult> Handle(
        string uuid, Request? request, Account account, Database db, VoiceTable table, IntentTable intents, ConsentTable consents,
        ConsentGate gate, TrainingDataChecks verdicts, CancellationToken ct)
    {
        if (await table.Find(account.Id, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();
        if (IsBusy(voice))
            return DoneBody.Of("The voice is being built already.");
        if (await Refuse(voice, account, consents, gate, verdicts, ct) is { } refusal)
            return refusal.ToResult();

        await using var unit = await db.Begin(ct);
        if (await table.Lock(unit, uuid, ct) is not { } current)
            return Refusal.NotFound("voice").ToResult();
        if (IsBusy(current))
            return DoneBody.Of("The voice is being built already.");
        await table.StartBuild(unit, uuid, request?.Fill ?? false, ct);
        await intents.Add(unit, NeedsDataset(current) ? "ingest" : DecideConsent.Work, uuid, current.Build + 1, null, ct);
        await unit.Commit();
        return DoneBody.Of("The voice is being built.");
    }

    private static bool IsBusy(Voice voice) =>
        voice.Status == VoiceStatus.Running || voice.Stage is Stage.Queued or Stage.Downloading or Stage.Analysing or Stage.Training;

    private static bool NeedsDataset(Voice voice) => voice.DatasetUrl is not null && !voice.DatasetDone;

    private static async Task<Refusal?> Refuse(
        Voice voice, Account account, ConsentTable consents, ConsentGate gate, TrainingDataChecks verdicts, CancellationToken ct)
    {
        if (gate.RefuseToBuild(account, await consents.StatusOf(voice.Id, ct)) is { } refusal)
            return refusal;

        return NeedsDataset(voice) ? null // what it holds is known when it is here; too little of it becomes dataset_issue
            : await verdicts.SoFar(voice, ct) is { Missing: not null } verdict
                ? Refusal.BadRequest("not_enough_data", verdict.Issue)
                : null;
    }
}
