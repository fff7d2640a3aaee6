using Timbre.Audio;
using Timbre.Models.Alignment;
using Timbre.Models.Clustergen;
using Timbre.Models.Output;
using Timbre.Models.Voices;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.Tests.Material;

/// <summary>The base voice as it is, for what does not depend on who speaks.</summary>
internal static class UnadaptedVoice
{
    public static readonly ProsodyTarget Prosody = new(110, 15, 1);

    public static Lazy<BaseVoice> Base { get; } = new(() => new BaseVoiceCache().Get("rms", CancellationToken.None));

    public static Lazy<VoiceModel> Model { get; } = new(() => Of(Prosody));

    /// <summary>A model without a speaker, as loud as all are.</summary>
    public static VoiceModel Of(ProsodyTarget prosody) => new(VoiceType.Rapid, DateTimeOffset.UnixEpoch, VoiceModel.NoConsent,
        new OutputStage(
            OutputCalibration.Measure(new ClustergenVoice(Base.Value, ClusterTransform.Identity, prosody), CancellationToken.None).Gain, 60,
            0.3f),
        new ClustergenParameters("rms", prosody, ClusterTransform.Identity));

    public static Script Read(string text) => new ScriptReader(InstalledLexicon.English).Read(text, ReadingOptions.None);

    /// <summary>The same script, every word in another style.</summary>
    public static Script In(this Script script, SpeechStyle style) =>
        script with
        {
            Phrases = [.. script.Phrases.Select(phrase =>
            phrase with { Words = [.. phrase.Words.Select(word => word with { Style = style })] })]
        };

    public static List<SpokenPhrase> Speak(Script script, int seed = 1, VoiceModel? model = null) =>
        [.. EmbeddedModels.Engine.Open(model ?? Model.Value, script, seed).SpeakAll(CancellationToken.None)];

    public static float[] Samples(IEnumerable<SpokenPhrase> phrases) => [.. phrases.SelectMany(phrase => phrase.Sound.Samples)];

    /// <summary>From the first phone to the end of the last one, pauses left out.</summary>
    public static double SpeechSeconds(SpokenPhrase phrase) =>
        phrase.Phones.Where(phone => phone.Phone != "SIL").Sum(phone => phone.EndSeconds - phone.StartSeconds);

    /// <summary>Mean power of a clip from here to there, in dB.</summary>
    public static double LevelDb(AudioClip clip, double startSeconds, double endSeconds) =>
        10 * Math.Log10(clip.Cut(startSeconds, endSeconds).Samples.Average(sample => sample * sample) + 1e-12);
}
