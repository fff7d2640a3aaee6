using Timbre.Audio.World;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>
/// Where a sound is between two pushes to a <see cref="VocoderStream"/>: a tenth of the stream's memory, so that many sounds can wait and
/// few streams do the work.
/// </summary>
internal sealed class VocoderState(VocoderConfig config)
{
    /// <summary>Frames so far.</summary>
    public int Received { get; set; }

    /// <summary>Frames that have been run.</summary>
    public int Processed { get; set; }

    public VocoderNetworkState Network { get; } = new(config);

    public Excitation Excitation { get; } = new(
        config.Layout.RateHz, config.Layout.HopSamples, VocoderStream.MaxWaiting(config) + VocoderStream.LatencyFrames + 2);

    /// <summary>Of frames that have not been run.</summary>
    public float[] Features { get; } = new float[VocoderStream.MaxWaiting(config) * config.Layout.Count];

    /// <summary>Samples that are not final.</summary>
    public double[] Overlap { get; } = new double[FilterBasis.FftSize];
}
