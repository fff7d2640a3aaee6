using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Clustergen;
using Timbre.Models.Utterances;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Voices;

/// <summary>What a speaker's sound is made of. Immutable.</summary>
internal abstract record VoiceParameters
{
    /// <summary>A voice to speak with, for one thread.</summary>
    /// <param name="baseVoices">Where base voices stand.</param>
    /// <param name="vocoder">What makes the sound, where the voice leaves that open.</param>
    /// <param name="ct">Ends it.</param>
    public abstract IPhraseVoice Open(BaseVoiceCache baseVoices, VocoderKind vocoder, CancellationToken ct);
}

/// <summary>A base voice, bent to the speaker's.</summary>
/// <param name="BaseVoice">Its name.</param>
/// <param name="Prosody">How it shall intone.</param>
/// <param name="Transform">How its sounds are changed into the speaker's.</param>
internal sealed record ClustergenParameters(string BaseVoice, ProsodyTarget Prosody, ClusterTransform Transform) : VoiceParameters
{
    public override IPhraseVoice Open(BaseVoiceCache baseVoices, VocoderKind vocoder, CancellationToken ct) =>
        new ClustergenVoice(baseVoices.Get(BaseVoice, ct), Transform, Prosody);
}

/// <summary>The average voice, tuned to the speaker's.</summary>
/// <param name="Conditioning">What was told of the speaker.</param>
/// <param name="Network">What has learnt from the speaker.</param>
internal sealed record AcousticModelParameters(SpeakerConditioning Conditioning, AcousticModelNetwork Network) : VoiceParameters
{
    public override IPhraseVoice Open(BaseVoiceCache baseVoices, VocoderKind vocoder, CancellationToken ct) =>
        new AcousticModelVoice(Network, Conditioning, IFrameVocoder.Of(vocoder));
}
