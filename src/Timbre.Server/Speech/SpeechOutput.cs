using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Models.Voices;

namespace Timbre.Server.Speech;

/// <summary>From stretches as they are made to a whole sound.</summary>
internal static class SpeechOutput
{
    /// <summary>
    /// The stretches behind each other, without gaps: ⌈length · rate / rate of the voice⌉ samples.
    /// </summary>
    public static AudioClip Join(IReadOnlyList<PhraseStretch> stretches, int rateHz)
    {
        var (samples, at) = (new float[stretches.Sum(stretch => stretch.Sound.Samples.Length)], 0);
        foreach (var stretch in stretches)
        {
            stretch.Sound.Samples.CopyTo(samples, at);
            at += stretch.Sound.Samples.Length;
        }

        return Resampler.Convert(new AudioClip(samples, stretches[0].Sound.RateHz), rateHz);
    }
}
