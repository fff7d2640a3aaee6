using System.Security.Cryptography;
using System.Text;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Records;
using Timbre.Server.Http;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent;

/// <summary>
/// The one gate before training and before speaking. What trains takes a <see cref="TrainingPermit"/>, what loads a model to speak takes a
/// <see cref="SpeakingPermit"/>, and only the gate makes either.
/// </summary>
/// <remarks>
/// It reads the database each time, and remembers nothing: a consent that is withdrawn is withdrawn for whoever asks next, on every server
/// of the database.
/// </remarks>
internal sealed class ConsentGate(VoiceTable voices, ConsentLedger ledger, ConsentStatements statements)
{
    private static readonly Refusal Revoked =
        new(
            403, "consent_revoked",
            "The speaker's consent was withdrawn: the voice does not speak, and what it has said is withheld. Send a new consent, and "
                + "build the voice again.");

    private static readonly Refusal Unchecked =
        new(
            403, "consent_required",
            "The voice has a model that no consent stands for: send the speaker's consent, and build the voice again.");

    /// <summary>
    /// Leave to train this build of a voice on just these recordings; null where the last decision is not about them, or was a refusal.
    /// </summary>
    public Task<TrainingPermit?> ToTrain(Voice voice, IReadOnlyList<Recording> recordings, CancellationToken ct) =>
        TrainingPermit.Ask(this, voice, recordings, ct);

    /// <summary>Leave to speak with the voice's model as it is now.</summary>
    /// <exception cref="RefusedException">It cannot speak, or must not.</exception>
    public Task<SpeakingPermit> ToSpeak(string voiceId, CancellationToken ct) => SpeakingPermit.Ask(this, voiceId, ct);

    /// <summary>Why a voice does not speak; null where it does.</summary>
    public static Refusal? RefuseSynthesis(Voice voice) =>
        voice.ModelBlob is null
            && voice.ConsentStatus != ConsentRow.Revoked ? new Refusal(
                409, "voice_not_ready", $"The voice cannot speak yet: its status is {voice.Status}. Wait for finished.")
        : voice.ModelPermit is not null ? null
        : voice.ConsentStatus == ConsentRow.Revoked ? Revoked
        : Unchecked;

    /// <summary>The same of what it has said before, for whoever wants to hear it.</summary>
    public async Task<Refusal?> RefusePlayback(string voiceId, CancellationToken ct) =>
        await voices.Find(voiceId, ct) is { } voice ? RefuseSynthesis(voice) : null; // erased a moment ago, and its sounds with it

    /// <summary>Why a build need not be begun; null where a decision can be asked for.</summary>
    public Refusal? RefuseToBuild(Account account, string consentStatus) =>
        consentStatus == ConsentRow.Revoked ? new Refusal(
            403, "consent_revoked", "The speaker's consent was withdrawn: send a new one with PUT /voices/{uuid} as \"consent\".")
        : account.AuthorizedUploader ? null
        : statements.Of(account) is not { } statement ? Refusal.BadRequest(
            "company_not_set",
            "The statement of consent names your company, and this account has none: the operator sets it with TIMBRE_COMPANY, or \"timbre "
                + "accounts set\".")
        : ConsentRow.CanBeDecided(consentStatus) ? null
        : Refusal.BadRequest(
            "consent_required",
            "The speaker's consent is missing: send it with PUT /voices/{uuid} as \"consent\", "
                + $"a WAV of the speaker saying: {statement}");

    /// <summary>What a decision is about: the recordings that would be learnt from, whatever their order.</summary>
    public static string HashOf(IEnumerable<Recording> recordings) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(recordings.Select(recording => $"{recording.Id} {recording.Sha256}\n").Order(StringComparer.Ordinal)))));

    private async Task<ConsentRecordRow?> Decision(Voice voice, IReadOnlyList<Recording> recordings, CancellationToken ct) =>
        await ledger.Last(voice.Id, ct) is { Allows: true } last && last.Build == voice.Build && last.DataSha256 == HashOf(recordings)
            ? last
            : null;

    private async Task<Voice> FindSpeakableVoice(string voiceId, CancellationToken ct)
    {
        var voice = await voices.Find(voiceId, ct) ?? throw new RefusedException(Refusal.NotFound("voice"));
        return RefuseSynthesis(voice) is { } refusal ? throw new RefusedException(refusal) : voice;
    }

    /// <summary>Leave to learn one voice from some recordings.</summary>
    internal sealed class TrainingPermit
    {
        private TrainingPermit(ConsentRecordRow decision, IReadOnlyList<Recording> recordings)
        {
            Record = decision.Hash;
            Stamp = $"{decision.Verdict} {decision.Hash}";
            Recordings = recordings;
        }

        /// <summary>The hash of the record that gives it.</summary>
        public string Record { get; }

        /// <summary>What the model file says of its consent: the verdict, and the record's hash.</summary>
        public string Stamp { get; }

        /// <summary>What may be learnt from.</summary>
        public IReadOnlyList<Recording> Recordings { get; }

        public static async Task<TrainingPermit?> Ask(
            ConsentGate gate, Voice voice, IReadOnlyList<Recording> recordings, CancellationToken ct) =>
            await gate.Decision(voice, recordings, ct) is { } decision ? new TrainingPermit(decision, recordings) : null;
    }

    /// <summary>Leave to speak with one model, now: for more than a phrase, ask again.</summary>
    internal sealed class SpeakingPermit
    {
        private SpeakingPermit(Voice voice) => ModelBlob = voice.ModelBlob!;

        /// <summary>The model.</summary>
        public string ModelBlob { get; }

        public static async Task<SpeakingPermit> Ask(ConsentGate gate, string voiceId, CancellationToken ct) =>
            new(await gate.FindSpeakableVoice(voiceId, ct));
    }
}
