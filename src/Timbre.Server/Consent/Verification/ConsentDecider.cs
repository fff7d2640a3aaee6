using Timbre.Models.Consent.Records;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Records;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent.Verification;

/// <summary>Decides whether a consent holds for some recordings of a voice, and writes the record of it.</summary>
internal sealed class ConsentDecider(
    Database db, AccountTable accounts, ConsentTable consents, ConsentVerifier verifier, ConsentLedger ledger, TimeProvider time)
{
    /// <summary>A decision that is not written yet.</summary>
    /// <param name="Voice">Whose consent.</param>
    /// <param name="Consent">Which it is about; null where there is none.</param>
    /// <param name="Recordings">That it is about.</param>
    /// <param name="StateOfOthers">What was known of other accounts' consents.</param>
    /// <param name="Result">What was found.</param>
    public sealed record Decision(
        Voice Voice, ConsentRow? Consent, IReadOnlyList<Recording> Recordings, string? StateOfOthers, VerificationResult Result);

    /// <summary>Listens to the consent; slow, and nothing is written.</summary>
    /// <exception cref="SupersededException">The voice's account is gone.</exception>
    public async Task<Decision> Decide(Voice voice, IReadOnlyList<Recording> recordings, CancellationToken ct)
    {
        var account = await accounts.Find(voice.AccountId, ct) ?? throw new SupersededException();
        var consent = await consents.Of(voice.Id, ct);
        string? others;
        await using (var moment = await db.Snapshot(ct))
            others = await ConsentFingerprintTable.StateOfOthers(moment, voice.AccountId, ct);
        return new Decision(voice, consent, recordings, others, await verifier.Verify(voice, account, consent, recordings, ct));
    }

    /// <summary>Writes the decision and what follows for the consent, in a transaction that holds the voice's row.</summary>
    /// <returns>
    /// How it was decided; null when another consent has come meanwhile, or another account's, and it has to be decided again.
    /// </returns>
    public async Task<VerificationResult?> Record(UnitOfWork unit, Decision decision, CancellationToken ct)
    {
        var (voice, consent, recordings, others, result) = decision;
        await ConsentFingerprintTable.LockDecisions(unit, db.Dialect, ct);
        if ((await ConsentTable.Of(unit, voice.Id, ct))?.Blob != consent?.Blob
            || await ConsentFingerprintTable.StateOfOthers(unit, voice.AccountId, ct) != others)
            return null;
        if (consent is not null && result.Verdict == ConsentEvent.Accepted
            && await ConsentLedger.IsUsedUp(unit, voice.AccountId, consent.Sha256, ct))
            result.Refuse(ReplayCheck.UsedBefore, ReplayCheck.UsedBeforeIssue);

        await ledger.Append(unit, Event(voice, consent, recordings, result), ct);
        if (result.IsRefused)
            await ConsentTable.SetStatus(unit, voice.Id, ConsentStatus.Rejected, result.Issue, ct);
        else if (result.Verdict == ConsentEvent.Accepted)
        {
            await ConsentTable.SetStatus(unit, voice.Id, ConsentStatus.Accepted, null, ct);
            await ConsentFingerprintTable.Save(unit, voice.AccountId, voice.Id, result, time.GetUtcNow(), ct);
        }

        return result;
    }

    private ConsentEvent Event(Voice voice, ConsentRow? consent, IReadOnlyList<Recording> usable, VerificationResult result) =>
        new(
            ConsentEvent.Decision, time.GetUtcNow(), voice.AccountId, ConsentEvent.NameOf(voice.Id), voice.Build,
            result.Verdict, result.Reason)
        {
            AudioSha256 = string.IsNullOrEmpty(consent?.Sha256) ? null : consent.Sha256,
            DataSha256 = ConsentGate.HashOf(usable),
            Statement = result.Statement,
            Challenge = result.Verdict == ConsentEvent.AuthorizedUploader ? null : consent?.Challenge,
            Scores = result.Scores,
            Thresholds = result.Thresholds,
            Models = result.Models,
        };
}
