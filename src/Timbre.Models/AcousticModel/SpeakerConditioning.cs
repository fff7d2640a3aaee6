using Timbre.Audio.World;

namespace Timbre.Models.AcousticModel;

/// <summary>Speaker conditioning of the acoustic model.</summary>
/// <param name="Code">Who it is: what the reference encoder gave, or an embedding of length 1.</param>
/// <param name="MeanLogF0">Mean of ln F0 in Hz over voiced frames.</param>
/// <param name="DeviationLogF0">Its deviation.</param>
/// <param name="SpeakingRate">Mean of ln(length) of phones less what each phone has on average: above 0 slow; 0 where words are not known.
/// </param>
/// <param name="Spectrum">Mean of ln of power at the points of a <see cref="FrameLayout"/> over what is no pause, less the recordings'
/// level.</param>
internal sealed record SpeakerConditioning(
    float[] Code, double MeanLogF0, double DeviationLogF0, double SpeakingRate, float[] Spectrum)
{
    /// <summary>As the network wants them: numbers of about 1.</summary>
    /// <param name="codeScale">See <see cref="Network.AcousticModelWeights.CodeScale"/>.</param>
    public float[] ToVector(float codeScale = 1) =>
    [
        .. Code.Select(x => codeScale * x),
        (float)((MeanLogF0 - 5) / 0.3),
        (float)((DeviationLogF0 - 0.2) / 0.1),
        (float)(SpeakingRate / 0.2),
        .. Spectrum.Select(x => (x + 8) / 3),
    ];
}
