using System.Globalization;
using Timbre.Audio;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent.Verification;

/// <summary>Whether the consent is of the person who speaks in most of the recordings.</summary>
internal sealed class SpeakerVerification(
    SpeakerTable speakers, ConsentFingerprintTable fingerprints, Encoder encoder, SpeakerComparer comparer, ConsentPolicy policy)
{
    public const string OtherSpeaker = "other_speaker";

    public async Task Run(Voice voice, AudioClip sound, IReadOnlyList<Recording> data, VerificationResult result, CancellationToken ct)
    {
        result.Models["speaker_encoder"] = Encoder.Version;
        try
        {
            result.Speaker = await Task.Run(() => encoder.Embed(sound, ct), ct);
        }
        catch (SpeakerUnknownException unknown)
        {
            result.Refuse("speaker_unknown", $"{unknown.Message} Record the whole statement without long pauses.");
            return;
        }

        var recordingIds = data.Select(recording => recording.Id).ToHashSet();
        var embeddings = (await speakers.Of(voice.Id, ct)).Where(one => recordingIds.Contains(one.Recording.Id))
            .Select(one => (one.Recording.Id, one.Embedding)).ToList();
        result.Scores["recordings_compared"] = embeddings.Count.ToString(CultureInfo.InvariantCulture);
        if (embeddings.Count == 0)
        {
            result.Refuse(
                "dataset_speaker_unknown",
                "in none of the voice's recordings is there speech enough to tell who speaks. Send recordings of 2 s or more.");
            return;
        }

        var minRatio = policy.MinSpeakerRatio;
        var profile = await Task.Run(() => DatasetSpeaker.Of(comparer, embeddings).Profile, ct);
        var match = comparer.CompareWithProfile(result.Speaker, profile, minRatio);
        result.Measured("speaker_log_likelihood_ratio", match.LogLikelihoodRatio, minRatio);
        result.Measured("speaker_similarity", match.Similarity);
        if (!match.Same)
            result.Refuse(
                OtherSpeaker,
                "the person who speaks in it is not the one who speaks in most of the voice's recordings. The statement has to be said by "
                    + "the person whose voice is built, with a microphone as good as that of the recordings.");
        await CheckVoicesOfSpeaker(voice, result.Speaker, result, ct);
    }

    /// <summary>The same speaker may have several voices in an account; policy may forbid it.</summary>
    private async Task CheckVoicesOfSpeaker(Voice voice, SpeakerEmbedding speaker, VerificationResult result, CancellationToken ct)
    {
        var others = (await fingerprints.Speakers(voice.AccountId, voice.Id, ct)).Count(other =>
            comparer.Compare(speaker, other, policy.MinSpeakerRatio).Same);
        result.Scores["other_voices_of_speaker"] = others.ToString(CultureInfo.InvariantCulture);
        if (policy.OneVoicePerSpeaker && others > 0)
            result.Refuse(
                "speaker_has_voice",
                "its speaker has a voice in this account already, and this server allows one. Delete the other voice first.");
    }
}
