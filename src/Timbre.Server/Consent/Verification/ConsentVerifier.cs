using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Consent;
using Timbre.Server.Accounts;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Consent.Verification;

/// <summary>Listens to a consent and says whether it holds; slow, and nothing is written.</summary>
internal sealed class ConsentVerifier(
    AudioQualityCheck quality, ReplayCheck replay, StatementWordsCheck words, SpeakerVerification speaker, ConsentStatements statements,
    BlobFolder blobs, ConsentPolicy policy, ConsentLimits limits)
{
    /// <summary>The sound that a build asks about is missing.</summary>
    public const string Missing = "consent_missing";

    /// <summary>The policy asks for a one-time sentence, and none had been asked for when the consent came.</summary>
    public const string ChallengeMissing = "challenge_missing";

    public async Task<VerificationResult> Verify(
        Voice voice, Account account, ConsentRow? consent, IReadOnlyList<Recording> data, CancellationToken ct)
    {
        if (account.AuthorizedUploader && consent?.Status != ConsentStatus.Revoked)
            return VerificationResult.Trusted();

        var statement = statements.For(account, consent?.Challenge);
        var result = new VerificationResult { Statement = statement is null ? null : statements.Of(account) };
        if (consent is not { Blob: { } blob } || !ConsentRow.CanBeDecided(consent.Status))
            result.Refuse(Missing, "there is none. Send a WAV of the speaker saying the statement.");
        else if (statement is null)
            result.Refuse(
                "company_not_set",
                "the statement names your company, and this account has none that can be said. The operator sets it with \"timbre accounts "
                    + "set\".");
        else if (policy.RequireChallenge && consent.Challenge is null)
            result.Refuse(
                ChallengeMissing,
                "this server wants a one-time sentence in it. Ask for one with POST /voices/{uuid}/consent/challenge, and have the speaker "
                    + "say it with the statement before it expires.");
        else
            await RunChecks(voice, await Read(blob, ct), statement, data, result, ct);
        return result;
    }

    /// <summary>One check after the other, until one refuses.</summary>
    private async Task RunChecks(
        Voice voice, AudioClip sound, ConsentStatement statement, IReadOnlyList<Recording> data, VerificationResult result,
        CancellationToken ct)
    {
        await Task.Run(() => quality.Run(sound, result), ct);
        if (!result.IsRefused)
            await replay.Run(voice, sound, data, result, ct);
        if (!result.IsRefused)
            await Task.Run(() => words.Run(sound, statement, result, ct), ct);
        if (!result.IsRefused)
            await speaker.Run(voice, sound, data, result, ct);
    }

    private async Task<AudioClip> Read(string blob, CancellationToken ct)
    {
        await using var sound = await blobs.OpenRead(blob, ct);
        return WavReader.Read(sound, AudioLimits.UpTo(limits.MaxConsentSeconds + 1, long.MaxValue));
    }
}
