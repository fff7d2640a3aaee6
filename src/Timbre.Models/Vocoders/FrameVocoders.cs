using Timbre.Audio.World;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Makes the vocoders of each kind; those of the neural kind share their weights and their scratch.</summary>
/// <remarks>Any number of threads.</remarks>
internal sealed class FrameVocoders
{
    private readonly Dictionary<FrameLayout, Lazy<NeuralVocoder>> _neural = new()
    {
        [FrameLayout.Wideband] = Embedded("neural-vocoder.bin"),
        [FrameLayout.SuperWideband] = Embedded("neural-vocoder-24k.bin"),
    };

    /// <summary>A vocoder for one thread. The weights are read with the first that needs them.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="layout">The frames that it takes.</param>
    public IFrameVocoder Create(VocoderKind kind, FrameLayout layout) => kind switch
    {
        VocoderKind.Neural => _neural[layout].Value,
        VocoderKind.Parametric => new ParametricVocoder(layout),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such vocoder."),
    };

    private static Lazy<NeuralVocoder> Embedded(string name) =>
        new(() => new NeuralVocoder(WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>(name)));
}
