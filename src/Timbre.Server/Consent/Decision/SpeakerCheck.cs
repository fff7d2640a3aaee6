using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent.Decision;

/// <summary>Whether the consent is of the person who speaks in most of the recordings.</summary>
internal sealed class SpeakerCheck(BlobFolder blobs, MarkTable marks, Settings settings)
{
    public const string OtherSpeaker = "other_speaker";

    /// <summary>Who the main speaker is shows in so many recordings; of more an even sample is heard.</summary>
    private const int MostHeard = 60;

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

        if (await Task.Run(() => MainSpeaker(data, ct), ct) is not { } main)
        {
            judgement.Refuse("dataset_speaker_unknown", "in none of the voice's recordings is there speech enough to tell who speaks. Send recordings of 2 s or more.");
            return;
        }

        var least = settings.Consent.MinSpeakerRatio;
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
        judgement.Scores["other_voices_of_speaker"] = $"{others}";
        if (settings.Consent.OneVoicePerSpeaker && others > 0)
            judgement.Refuse("speaker_has_voice", "its speaker has a voice in this account already, and this server allows one. Delete the other voice first.");
    }

    private SpeakerEmbedding? MainSpeaker(IReadOnlyList<Recording> data, CancellationToken ct)
    {
        var step = (data.Count + MostHeard - 1) / MostHeard;
        var heard = new List<(string, SpeakerEmbedding)>();
        foreach (var recording in data.Where((_, i) => i % step == 0))
        {
            try
            {
                heard.Add((recording.Id, Encoder.Default.Embed(WavReader.Read(blobs.PathOf(recording.WorkBlob), AudioLimits.UpTo(recording.Seconds + 1, long.MaxValue)), ct)));
            }
            catch (SpeakerUnknownException)
            {
                // too short to tell; the others tell
            }
        }

        return heard.Count == 0 ? null : DatasetSpeaker.Of(heard).Profile;
    }
}
