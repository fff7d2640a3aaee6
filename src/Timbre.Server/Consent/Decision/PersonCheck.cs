using System.Globalization;
using Timbre.Audio;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent.Decision;

/// <summary>Whether the consent is of the person who speaks in most of the recordings.</summary>
internal sealed class PersonCheck(SpeakerTable speakers, MarkTable marks, Settings settings)
{
    public const string OtherSpeaker = "other_speaker";

    public async Task Run(Voice voice, Clip sound, IReadOnlyList<Recording> data, Judgement judgement, CancellationToken ct)
    {
        judgement.Models["speaker_encoder"] = Encoder.Version;
        try
        {
            judgement.Speaker = await Task.Run(() => Encoder.Default.Embed(sound, ct), ct);
        }
        catch (SpeakerUnknownException unknown)
        {
            judgement.Refuse("speaker_unknown", $"{unknown.Message} Record the whole statement without long pauses.");
            return;
        }

        var used = data.Select(recording => recording.Id).ToHashSet();
        var heard = (await speakers.Of(voice.Id, ct)).Where(one => used.Contains(one.Recording.Id)).Select(one => (one.Recording.Id, one.Embedding)).ToList();
        judgement.Scores["recordings_compared"] = heard.Count.ToString(CultureInfo.InvariantCulture);
        if (heard.Count == 0)
        {
            judgement.Refuse("dataset_speaker_unknown", "in none of the voice's recordings is there speech enough to tell who speaks. Send recordings of 2 s or more.");
            return;
        }

        var least = settings.Consent.MinSpeakerRatio;
        var main = await Task.Run(() => DatasetSpeaker.Of(heard).Profile, ct);
        var match = SpeakerComparer.Default.CompareWithProfile(judgement.Speaker, main, least);
        judgement.Measured("speaker_log_likelihood_ratio", match.LogLikelihoodRatio, least);
        judgement.Measured("speaker_similarity", match.Similarity);
        if (!match.Same)
            judgement.Refuse(OtherSpeaker, "the person who speaks in it is not the one who speaks in most of the voice's recordings. The statement has to be said by the person whose voice is built, with a microphone as good as that of the recordings.");
        await CountVoices(voice, judgement.Speaker, judgement, ct);
    }

    /// <summary>The same speaker may have several voices in an account; policy may forbid it.</summary>
    private async Task CountVoices(Voice voice, SpeakerEmbedding speaker, Judgement judgement, CancellationToken ct)
    {
        var others = (await marks.Speakers(voice.AccountId, voice.Id, ct)).Count(other => SpeakerComparer.Default.Compare(speaker, other, settings.Consent.MinSpeakerRatio).Same);
        judgement.Scores["other_voices_of_speaker"] = others.ToString(CultureInfo.InvariantCulture);
        if (settings.Consent.OneVoicePerSpeaker && others > 0)
            judgement.Refuse("speaker_has_voice", "its speaker has a voice in this account already, and this server allows one. Delete the other voice first.");
    }
}
