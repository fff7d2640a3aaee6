using Timbre.Models.Consent.Records;
using Timbre.Server.Accounts;
using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Consent.Records;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent.Verification;

/// <summary>
/// The job between asking for a build and training: it decides about the consent, writes the record, and lets the training begin or says
/// why not.
/// </summary>
internal sealed class DecideConsent(
    Database db, VoiceTable voices, AccountTable accounts, ConsentTable consents, VoiceAnalysis analysis, SpeakerCheck speakers,
    TrainingDataChecks verdicts, ConsentVerifier verifier,
    ConsentLedger ledger, Transitions transitions, IntentTable intents, TimeProvider time) : IIntentHandler
{
    public const string Work = "consent";

    public string Kind => Work;

    public int AtOnce => 2;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        if (await voices.Find(intent.Subject.Id, ct) is not { Status: VoiceStatus.Running } voice || voice.Build != intent.Build
            || await accounts.Find(voice.AccountId, ct) is not { } account)
        {
            await Drop(intent, ct);
            return; // deleted meanwhile, or an earlier run died after its commit
        }

        using (var measuring = new AnalysisProgress(voices, voice, time))
            // whose voice it is shows in what is used, and that is known when it is measured
            await analysis.Measure(voice.Id, measuring.Part(1), ct);
        await speakers.Run(voice.Id, ct);
        var data = await verdicts.Of(voice, ct);
        if (data.Missing is not null)
        {
            await HandOn(intent, ct); // the training finds the same, and says so
            return;
        }

        var usable = data.All.Where(TrainingData.Usable).ToList();
        var consent = await consents.Of(voice.Id, ct);
        var before = await StateOfOthers(voice, ct);
        // slow and pure: a crash here costs time, and leaves no record
        var result = await verifier.Verify(voice, account, consent, usable, ct);

        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is not { Status: VoiceStatus.Running } current || current.Build != intent.Build)
            return; // the voice is gone, or its consent was withdrawn, and the intent with either
        await ConsentFingerprintTable.LockDecisions(unit, db.Dialect, ct);
        if ((await ConsentTable.Of(unit, voice.Id, ct))?.Blob != consent?.Blob
            || await ConsentFingerprintTable.StateOfOthers(unit, voice.AccountId, ct) != before)
            return; // another consent has come, or another account's: the intent stands, and this runs again
        if (consent is not null && result.Verdict == ConsentEvent.Accepted
            && await ConsentLedger.IsUsedUp(unit, voice.AccountId, consent.Sha256, ct))
            result.Refuse(ReplayCheck.UsedBefore, ReplayCheck.UsedBeforeIssue);

        await ledger.Append(unit, Event(voice, consent, usable, result), ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        if (result.IsRefused)
        {
            await ConsentTable.SetStatus(unit, voice.Id, ConsentRow.Rejected, result.Issue, ct);
            await transitions.RefuseConsent(unit, current, result.Issue!, ct);
        }
        else
        {
            await Allow(unit, current, result, ct);
        }

        await unit.Commit(); // the record, the status, what is told of it and what comes next: together, and once
    }

    public async Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct)
    {
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { Status: VoiceStatus.Running } voice && voice.Build == intent.Build)
            await transitions.Fail(
                unit, voice,
                "The consent could not be checked for a reason inside the server, several times. The operator finds it in the log; build "
                    + "again when it is mended.",
                ct);
    }

    private async Task Allow(UnitOfWork unit, Voice voice, VerificationResult result, CancellationToken ct)
    {
        if (result.Verdict == ConsentEvent.Accepted)
        {
            await ConsentTable.SetStatus(unit, voice.Id, ConsentRow.Accepted, null, ct);
            await ConsentFingerprintTable.Save(unit, voice.AccountId, voice.Id, result, time.GetUtcNow(), ct);
        }

        await voices.Move(unit, voice.Id, VoiceStatus.Running, Stage.Queued, null, ct);
        await intents.Add(unit, TrainVoice.Work, voice.Id, voice.Build, null, ct);
    }

    private ConsentEvent Event(Voice voice, ConsentRow? consent, IReadOnlyList<Recording> usable, VerificationResult result) =>
        new(
            ConsentEvent.Decision, time.GetUtcNow(), voice.AccountId, ConsentEvent.NameOf(voice.Id), voice.Build, result.Verdict,
            result.Reason)
        {
            AudioSha256 = string.IsNullOrEmpty(consent?.Sha256) ? null : consent.Sha256,
            DataSha256 = ConsentGate.HashOf(usable),
            Statement = result.Statement,
            Challenge = result.Verdict == ConsentEvent.AuthorizedUploader ? null : consent?.Challenge,
            Scores = result.Scores,
            Thresholds = result.Thresholds,
            Models = result.Models,
        };

    private async Task<string?> StateOfOthers(Voice voice, CancellationToken ct)
    {
        await using var moment = await db.Snapshot(ct);
        return await ConsentFingerprintTable.StateOfOthers(moment, voice.AccountId, ct);
    }

    private async Task HandOn(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { Status: VoiceStatus.Running } voice && voice.Build == intent.Build)
            await intents.Add(unit, TrainVoice.Work, voice.Id, voice.Build, null, ct);
        await unit.Commit();
    }

    private async Task Drop(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
    }
}
