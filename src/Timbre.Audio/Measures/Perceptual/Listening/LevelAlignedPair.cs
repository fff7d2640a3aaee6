using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Listening;

/// <summary>Two recordings at a rate of P.862 and at the listening level, not yet filtered.</summary>
internal sealed record LevelAlignedPair(PaddedSound Reference, PaddedSound Degraded, FftPlans Plans)
{
    /// <exception cref="IncomparableException">One has no sound where speech is.</exception>
    public static LevelAlignedPair Of(SoundPair pair, PesqRate rate)
    {
        pair = pair.At(rate.RateHz);
        var longest = Math.Max(pair.Reference.Samples.Length, pair.Degraded.Samples.Length);
        var plans = new FftPlans();
        return new LevelAlignedPair(AtLevel(pair.Reference, ComparedSide.Reference), AtLevel(pair.Degraded, ComparedSide.Degraded), plans);

        PaddedSound AtLevel(AudioClip clip, ComparedSide side) =>
            PaddedSound.Of(clip, rate, LevelAlignment.Gain(clip, rate, longest, side, plans));
    }
}
