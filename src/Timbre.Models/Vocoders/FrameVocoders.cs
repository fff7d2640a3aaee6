using Timbre.Audio.World;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Makes the vocoders of each kind; those of the neural kind share their weights and their scratch.</summary>
/// <remarks>Any number of threads.</remarks>
internal sealed class FrameVocoders
{
    private readonly Lazy<NeuralVocoder> _neural =
        new(() => new NeuralVocoder(WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>()));

    /// <summary>A vocoder for one thread. The weights are read with the first that needs them.</summary>
    public IFrameVocoder Create(VocoderKind kind) => kind switch
    {
        VocoderKind.Neural => _neural.Value,
        VocoderKind.Parametric => new ParametricVocoder(FrameLayout.Wideband),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such vocoder."),
    };
}
