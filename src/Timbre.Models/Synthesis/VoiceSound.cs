using Timbre.Models.AverageVoice;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis.Vocoders;

namespace Timbre.Models.Synthesis;

/// <summary>What a speaker's sound is made of. Immutable.</summary>
internal abstract record VoiceSound
{
    /// <summary>A voice to speak with, for one thread.</summary>
    /// <param name="shelf">Where base voices stand.</param>
    /// <param name="vocoder">What makes the sound, where the voice leaves that open.</param>
    /// <param name="ct">Ends it.</param>
    public abstract IPhraseVoice Open(BaseVoiceShelf shelf, VocoderKind vocoder, CancellationToken ct);
}

/// <summary>A base voice, bent to the speaker's.</summary>
/// <param name="BaseVoice">Its name.</param>
/// <param name="Prosody">How it shall intone.</param>
/// <param name="Shape">How its sounds are changed into the speaker's.</param>
internal sealed record BentSound(string BaseVoice, Prosody Prosody, VoiceShape Shape) : VoiceSound
{
    public override IPhraseVoice Open(BaseVoiceShelf shelf, VocoderKind vocoder, CancellationToken ct) => new BentVoice(shelf.Get(BaseVoice, ct), Shape, Prosody);
}

/// <summary>The average voice, tuned to the speaker's.</summary>
/// <param name="Traits">What was told of the speaker.</param>
/// <param name="Network">What has learnt from the speaker.</param>
internal sealed record TunedSound(SpeakerTraits Traits, TunedNetwork Network) : VoiceSound
{
    public override IPhraseVoice Open(BaseVoiceShelf shelf, VocoderKind vocoder, CancellationToken ct) => new NetworkVoice(Network, Traits, IFrameVocoder.Of(vocoder));
}
