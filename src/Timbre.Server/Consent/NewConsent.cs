using Timbre.Server.Consent.Challenges;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Jobs;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent;

/// <summary>What a consent that comes after its voice changes, in the caller's transaction, which holds the voice's row.</summary>
internal sealed class NewConsent(VoiceTable voices, Transitions transitions, IntentTable intents, WaitingStage waiting, TimeProvider time)
{
    /// <summary>Takes the place of the one before, with the one-time sentence that was open, which is used up.</summary>
    /// <returns>The sound of the one before, which is to be deleted after the commit.</returns>
    public async Task<string?> Put(UnitOfWork unit, ConsentRow consent, CancellationToken ct)
    {
        var before = await ConsentTable.Of(unit, consent.VoiceId, ct);
        var row = new ConsentRow
        {
            VoiceId = consent.VoiceId,
            Blob = consent.Blob,
            Sha256 = consent.Sha256,
            Seconds = consent.Seconds,
            Status = consent.Status,
            Challenge = await ChallengeTable.Consume(unit, consent.VoiceId, time.GetUtcNow(), ct),
            CreatedAt = consent.CreatedAt,
        };
        await ConsentTable.Save(unit, row, ct);
        return before?.Blob;
    }

    /// <summary>One that could not even be read changes nothing but a voice that waits for its first.</summary>
    public async Task Refuse(UnitOfWork unit, Voice voice, string problem, CancellationToken ct)
    {
        if (voice.Status is not VoiceStatus.Initializing || ConsentRow.CanBeDecided(voice.ConsentStatus)
            || voice.ConsentStatus == ConsentRow.Revoked)
            return;
        await ConsentTable.Save(unit, ConsentRow.Refused(voice.Id, problem, time.GetUtcNow()), ct);
        await transitions.RefuseConsent(unit, voice, problem, ct);
    }

    /// <summary>Starts what a change makes possible: the analysis of a new dataset, or the decision that training waited for.</summary>
    public async Task GoOn(UnitOfWork unit, Voice voice, bool newDataset, bool newConsent, CancellationToken ct)
    {
        var mended = newConsent && voice.Status == VoiceStatus.ConsentFailed;
        var goesByItself = voice.IsProfessional && voice.DatasetUrl is not null;
        if (goesByItself && !voice.DatasetDone && (newDataset || mended))
        {
            await IntentTable.RemoveOf(unit, Subject.Voice(voice.Id), "ingest", ct);
            await voices.StartBuild(unit, voice.Id, voice.Fill, ct);
            await voices.Move(unit, voice.Id, VoiceStatus.Initializing, Stage.Queued, null, ct);
            await intents.Add(unit, "ingest", voice.Id, voice.Build + 1, null, ct);
        }
        else if (newConsent && voice.Stage == Stage.AwaitingConsent || goesByItself && mended)
        {
            await voices.Move(unit, voice.Id, VoiceStatus.Running, Stage.Queued, null, ct);
            await intents.Add(unit, DecideConsent.Work, voice.Id, voice.Build, null, ct);
        }
        else if (mended || newDataset && voice.Status is VoiceStatus.Initializing)
        {
            await voices.Move(
                unit, voice.Id, VoiceStatus.Initializing, voice.DatasetUrl is null ? Stage.AwaitingData : Stage.AwaitingBuild, null, ct);
            if (await voices.Lock(unit, voice.Id, ct) is { } waits)
                await waiting.Refresh(unit, waits, ct);
        }
    }
}
