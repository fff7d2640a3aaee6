using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Consent;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent.Decision;

/// <summary>Listens to a consent and says whether it holds; slow, and nothing is written.</summary>
internal sealed class ConsentJudge(SoundCheck sounds, ReuseCheck copies, WordsCheck words, PersonCheck person, ConsentStatements statements, BlobFolder blobs, Settings settings)
{
    /// <summary>The sound that a build asks about is missing.</summary>
    public const string Missing = "consent_missing";

    /// <summary>The policy asks for a one-time sentence, and none had been asked for when the consent came.</summary>
    public const string ChallengeMissing = "challenge_missing";

    public async Task<Judgement> Judge(Voice voice, Account account, ConsentRow? consent, IReadOnlyList<Recording> data, CancellationToken ct)
    {
        if (account.AuthorizedUploader && consent?.Status != ConsentRow.Revoked)
            return Judgement.Trusted();

        var statement = statements.For(account, consent?.Challenge);
        var judgement = new Judgement { Statement = statement is null ? null : statements.Of(account) };
        if (consent is not { Blob: { } blob } || !ConsentRow.CanBeDecided(consent.Status))
            judgement.Refuse(Missing, "there is none. Send a WAV of the speaker saying the statement.");
        else if (statement is null)
            judgement.Refuse("company_not_set", "the statement names your company, and this account has none that can be said. The operator sets it with \"timbre accounts set\".");
        else if (settings.Consent.RequireChallenge && consent.Challenge is null)
            judgement.Refuse(ChallengeMissing, "this server wants a one-time sentence in it. Ask for one with POST /voices/{uuid}/consent/challenge, and have the speaker say it with the statement before it expires.");
        else
            await Listen(voice, Read(blob), statement, data, judgement, ct);
        return judgement;
    }

    /// <summary>One check after the other, until one refuses.</summary>
    private async Task Listen(Voice voice, Clip sound, ConsentStatement statement, IReadOnlyList<Recording> data, Judgement judgement, CancellationToken ct)
    {
        await Task.Run(() => sounds.Run(sound, judgement), ct);
        if (!judgement.IsRefused)
            await copies.Run(voice, sound, data, judgement, ct);
        if (!judgement.IsRefused)
            await Task.Run(() => words.Run(sound, statement, judgement, ct), ct);
        if (!judgement.IsRefused)
            await person.Run(voice, sound, data, judgement, ct);
    }

    private Clip Read(string blob) => WavReader.Read(blobs.PathOf(blob), AudioLimits.UpTo(settings.Limits.MaxConsentSeconds + 1, long.MaxValue));
}
