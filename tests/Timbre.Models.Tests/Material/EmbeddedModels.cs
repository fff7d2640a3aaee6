using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Voices;

namespace Timbre.Models.Tests.Material;

/// <summary>The networks that the assembly brings, read once for all tests.</summary>
internal static class EmbeddedModels
{
    public static Encoder Encoder { get; } = Encoder.Load();

    public static SpeakerComparer Comparer { get; } = new(Encoder);

    public static Estimator Estimator { get; } = Estimator.Load();

    public static VoiceEngine Engine { get; } = new(Encoder);
}
