using Timbre.Audio.World;
using Timbre.Models.Clustergen;
using Timbre.Models.Nn;
using Timbre.Models.Utterances;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Voices;

/// <summary>Parameters of a base voice adapted to the speaker.</summary>
/// <param name="BaseVoice">Its name.</param>
/// <param name="Prosody">How it shall intone.</param>
/// <param name="Transform">How its sounds are changed into the speaker's.</param>
internal sealed record ClustergenParameters(string BaseVoice, ProsodyTarget Prosody, ClusterTransform Transform) : VoiceParameters
{
    public override int RateHz => SpeechFormat.SampleRateHz;

    public override IPhraseVoice Open(BaseVoiceCache baseVoices, Func<FrameLayout, IFrameVocoder> vocoder, CancellationToken ct) =>
        new ClustergenVoice(baseVoices.Get(BaseVoice, ct), Transform, Prosody);
}
