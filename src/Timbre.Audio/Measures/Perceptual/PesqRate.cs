using Timbre.Audio.Measures.Perceptual.Alignment;
using Timbre.Audio.Measures.Perceptual.Model;

namespace Timbre.Audio.Measures.Perceptual;

/// <summary>
/// Constants of P.862 for each of its two sampling rates. Delays are sought in steps of 4 ms, then in samples; frames last 32 ms, half
/// overlapped.
/// </summary>
internal sealed class PesqRate
{
    /// <summary>Steps of silence that are put before and behind a recording, so that alignment may look there.</summary>
    public const int MarginSteps = 75;

    private const double TailSeconds = 0.32;

    public static readonly PesqRate Narrow = new(8000, BarkBands.At8000, AlignmentSections.At8000);

    public static readonly PesqRate Wide = new(16000, BarkBands.At16000, AlignmentSections.At16000);

    private PesqRate(int rateHz, BarkBands bands, float[][] alignmentBand)
    {
        (RateHz, Bands, AlignmentBand) = (rateHz, bands, alignmentBand);
        StepSamples = rateHz / 250;
        MarginSamples = MarginSteps * StepSamples;
        TailSamples = (int)(TailSeconds * rateHz);
        FrameSamples = 8 * StepSamples;
        AlignmentSamples = 16 * StepSamples;
    }

    public int RateHz { get; }

    /// <summary>4 ms.</summary>
    public int StepSamples { get; }

    /// <summary>300 ms.</summary>
    public int MarginSamples { get; }

    /// <summary>320 ms more behind the margin, where what the filters ring on may go.</summary>
    public int TailSamples { get; }

    /// <summary>32 ms, the frame of the perceptual model.</summary>
    public int FrameSamples { get; }

    /// <summary>64 ms, the frame of the fine alignment.</summary>
    public int AlignmentSamples { get; }

    public BarkBands Bands { get; }

    /// <summary>Second-order sections (b₀, b₁, b₂, a₁, a₂) of the band pass of the alignment.</summary>
    public float[][] AlignmentBand { get; }
}
