using Timbre.Audio.World;
using Timbre.Models.Clustergen;
using Timbre.Models.Utterances;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Voices;

/// <summary>Parameters of a speaker's voice. Immutable.</summary>
internal abstract record VoiceParameters
{
    /// <summary>Sample rate of the voice's sound.</summary>
    public abstract int RateHz { get; }

    /// <summary>A voice to speak with, for one thread.</summary>
    /// <param name="baseVoices">The base voices of clustergen voices.</param>
    /// <param name="vocoder">Makes the vocoder of acoustic models for frames of a layout.</param>
    public abstract IPhraseVoice Open(BaseVoiceCache baseVoices, Func<FrameLayout, IFrameVocoder> vocoder, CancellationToken ct);
}
