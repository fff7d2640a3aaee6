using Timbre.Audio;

namespace Timbre.Models.AverageVoice;

/// <summary>From the numbers of a frame, as <see cref="FrameFeatures"/> has them, to spectra over bins: lines between the points, straight in mel.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class MelEnvelope
{
    private const double MelScale = 1127.01048;
    private const double MelCornerHz = 700;

    private readonly int[] _mel; // the point below each bin
    private readonly float[] _melPart;
    private readonly int[] _band;
    private readonly float[] _bandPart;

    /// <summary>For spectra of so many bins from 0 to half the rate.</summary>
    public MelEnvelope(int rateHz, int bins)
    {
        Bins = bins;
        (_mel, _melPart, _band, _bandPart) = (new int[bins], new float[bins], new int[bins], new float[bins]);
        var step = Mel(FrameFeatures.HighestHz) / (FrameFeatures.Mels - 1);
        var edges = FrameFeatures.BandEdgesHz;
        var middles = new double[FrameFeatures.Bands];
        for (var band = 0; band < middles.Length; band++)
            middles[band] = Mel((edges[band] + edges[band + 1]) / 2);
        for (var k = 0; k < bins; k++)
        {
            var mel = Mel(k * (rateHz / 2.0) / (bins - 1));
            _mel[k] = Math.Min((int)(mel / step), FrameFeatures.Mels - 2);
            _melPart[k] = (float)Math.Min(1, (mel / step) - _mel[k]);
            var band = 0;
            while (band < middles.Length - 2 && mel > middles[band + 1])
                band++;
            (_band[k], _bandPart[k]) = (band, (float)Math.Clamp((mel - middles[band]) / (middles[band + 1] - middles[band]), 0, 1));
        }
    }

    /// <summary>How many bins.</summary>
    public int Bins { get; }

    /// <summary>One frame.</summary>
    /// <param name="mels">ln of power.</param>
    /// <param name="bands">ln of aperiodicity.</param>
    /// <param name="power">To be filled.</param>
    /// <param name="aperiodicity">To be filled.</param>
    public void Fill(ReadOnlySpan<float> mels, ReadOnlySpan<float> bands, Span<float> power, Span<float> aperiodicity)
    {
        for (var k = 0; k < Bins; k++)
        {
            var (mel, band) = (_mel[k], _band[k]);
            power[k] = MathF.Exp(Math.Max(FrameFeatures.LowestLog, mels[mel] + (_melPart[k] * (mels[mel + 1] - mels[mel]))));
            aperiodicity[k] = MathF.Exp(Math.Min(0, bands[band] + (_bandPart[k] * (bands[band + 1] - bands[band]))));
        }
    }

    private static double Mel(double hz) => MelScale * Math.Log(1 + (hz / MelCornerHz));
}
