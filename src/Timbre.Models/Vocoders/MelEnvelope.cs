using Timbre.Audio.World;
using Timbre.Models.Vocoders.Filters;

namespace Timbre.Models.Vocoders;

/// <summary>
/// From the numbers of a frame, as <see cref="FrameFeatures"/> has them, to spectra over bins: lines between the points, straight in mel.
/// </summary>
/// <remarks>For spectra of so many bins from 0 to half the rate of the layout. Immutable.</remarks>
internal sealed class MelEnvelope(FrameLayout layout, int bins)
{
    private readonly LinearInterpolation _mels = new(
        MelScale.Points(layout.MaxHz, layout.Mels), MelScale.Bins(layout.RateHz, bins));
    private readonly LinearInterpolation _bands = new(MelScale.BandMiddles(layout), MelScale.Bins(layout.RateHz, bins));

    /// <summary>One frame.</summary>
    /// <param name="mels">ln of power.</param>
    /// <param name="bands">ln of aperiodicity.</param>
    /// <param name="power">To be filled.</param>
    /// <param name="aperiodicity">To be filled.</param>
    public void Fill(ReadOnlySpan<float> mels, ReadOnlySpan<float> bands, Span<float> power, Span<float> aperiodicity)
    {
        _mels.Interpolate(mels, power);
        _bands.Interpolate(bands, aperiodicity);
        for (var k = 0; k < _mels.Count; k++)
            (power[k],
                aperiodicity[k]) = (MathF.Exp(Math.Max(FrameFeatures.MinLogPower, power[k])), MathF.Exp(Math.Min(0, aperiodicity[k])));
    }
}
