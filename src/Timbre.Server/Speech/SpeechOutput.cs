using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Models.Nn;
using Timbre.Models.Voices;

namespace Timbre.Server.Speech;

/// <summary>From phrases as they are made to a whole sound.</summary>
internal static class SpeechOutput
{
    /// <summary>The phrases behind each other, without gaps: ⌈length · rate / <see cref="SpeechFormat.SampleRateHz"/>⌉ samples.</summary>
    public static AudioClip Join(IReadOnlyList<SpokenPhrase> phrases, int rateHz) =>
        Resampler.Convert(new AudioClip([.. phrases.SelectMany(phrase => phrase.Sound.Samples)], SpeechFormat.SampleRateHz), rateHz);
}
