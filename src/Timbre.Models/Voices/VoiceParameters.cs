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
