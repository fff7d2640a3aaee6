using Timbre.Server.Consent.Challenges;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent;

/// <summary>What a consent that comes after its voice changes, in the caller's transaction, which holds the voice's row.</summary>
internal sealed class NewConsent(IBuilds builds, TimeProvider time)
{
    /// <summary>Takes the place of the one before, with the one-time sentence that was open, which is used up.</summary>
    /// <returns>The sound of the one before, which is to be deleted after the commit.</returns>
    public async Task<string?> Put(UnitOfWork unit, ConsentRow consent, CancellationToken ct)
    {
        var before = await ConsentTable.Of(unit, consent.VoiceId, ct);
        var row = consent with { Challenge = await ChallengeTable.Consume(unit, consent.VoiceId, time.GetUtcNow(), ct) };
        await ConsentTable.Save(unit, row, ct);
        return before?.Blob;
    }

    /// <summary>One that could not even be read changes nothing but a voice that waits for its first.</summary>
    public async Task Refuse(UnitOfWork unit, Voice voice, string problem, CancellationToken ct)
    {
        if (voice.Status is not VoiceStatus.Initializing || ConsentRow.CanBeDecided(voice.ConsentStatus)
            || voice.ConsentStatus == ConsentStatus.Revoked)
            return;
        await ConsentTable.Save(unit, ConsentRow.Refused(voice.Id, problem, time.GetUtcNow()), ct);
        await builds.Notify(unit, voice.Id, BuildEvent.ConsentUnreadable, ct, problem);
    }
}
