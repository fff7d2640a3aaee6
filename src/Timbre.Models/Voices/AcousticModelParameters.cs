using Timbre.Audio.World;
using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Clustergen;
using Timbre.Models.Utterances;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Voices;

/// <summary>Parameters of an acoustic model fine-tuned to the speaker.</summary>
/// <param name="Conditioning">The conditioning on the speaker.</param>
/// <param name="Network">The fine-tuned network.</param>
internal sealed record AcousticModelParameters(SpeakerConditioning Conditioning, AcousticModelNetwork Network) : VoiceParameters
{
    public override int RateHz => Network.Config.Layout.RateHz;

    public override IPhraseVoice Open(BaseVoiceCache baseVoices, Func<FrameLayout, IFrameVocoder> vocoder, CancellationToken ct) =>
        new AcousticModelVoice(Network, Conditioning, vocoder(Network.Config.Layout));
}
