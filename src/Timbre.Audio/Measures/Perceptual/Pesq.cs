using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Perceptual.Alignment;
using Timbre.Audio.Measures.Perceptual.Listening;
using Timbre.Audio.Measures.Perceptual.Model;

namespace Timbre.Audio.Measures.Perceptual;

/// <summary>
/// Perceptual evaluation of speech quality (PESQ, ITU-T P.862): predicted mean opinion score (MOS-LQO) against a reference.
/// </summary>
/// <remarks>
/// ITU-T P.862 with the mapping of P.862.1 (a telephone handset, 1.0 to 4.55), and P.862.2 (headphones, 1.0 to 4.64). Gain and
/// a constant delay do not matter, nor does one that changes now and then; they are found and taken away.
/// </remarks>
public static class Pesq
{
    /// <summary>The score over a handset, 300 to 3400 Hz. Both at 8 kHz are compared at 8 kHz, all else at 16 kHz.</summary>
    /// <exception cref="IncomparableException">The two have no score.</exception>
    public static double NarrowBand(AudioClip reference, AudioClip degraded) => NarrowBand(SoundPair.Of(reference, degraded));

    /// <summary>The score over headphones, 50 to 7000 Hz, at 16 kHz.</summary>
    /// <exception cref="IncomparableException">The two have no score.</exception>
    public static double WideBand(AudioClip reference, AudioClip degraded) => WideBand(SoundPair.Of(reference, degraded));

    /// <summary>The score of a pair over a handset.</summary>
    public static double NarrowBand(SoundPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return NarrowBand(LevelAlignedPair.Of(pair, pair.RateHz == PesqRate.Narrow.RateHz ? PesqRate.Narrow : PesqRate.Wide));
    }

    /// <summary>The score of a pair over headphones.</summary>
    public static double WideBand(SoundPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return WideBand(LevelAlignedPair.Of(pair, PesqRate.Wide));
    }

    /// <summary>Both scores of a pair; at 16 kHz they share the search for the listening level.</summary>
    public static (double WideBand, double NarrowBand) BothBands(SoundPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var aligned = LevelAlignedPair.Of(pair, PesqRate.Wide);
        return (WideBand(aligned), pair.RateHz == PesqRate.Narrow.RateHz ? NarrowBand(pair) : NarrowBand(aligned));
    }

    private static double NarrowBand(LevelAlignedPair pair)
    {
        var score = Score(pair, sound => FrequencyResponse.Handset.Filter(sound.Filtered, sound.Rate.RateHz, pair.Plans));
        return 0.999 + (4 / (1 + Math.Exp((-1.4945 * score) + 4.6607)));
    }

    private static double WideBand(LevelAlignedPair pair) =>
        0.999 + (4 / (1 + Math.Exp((-1.3669 * Score(pair, HeadphoneFilter.Filter)) + 3.8224)));

    private static double Score(LevelAlignedPair pair, Action<PaddedSound> filter)
    {
        var (reference, degraded) = (pair.Reference.Copy(), pair.Degraded.Copy());
        filter(reference);
        filter(degraded);
        var delays = TimeAlignment.Of(reference, degraded, pair.Plans);
        return delays.Utterances.Count > 0
            ? PerceptualModel.Score(reference, degraded, delays, pair.Plans)
            : throw new IncomparableException(
                ComparedSide.Degraded, "holds nothing of what the reference says: no delay brings the two together.");
    }
}
