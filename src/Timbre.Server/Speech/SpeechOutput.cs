using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Models;

namespace Timbre.Server.Speech;

/// <summary>From phrases as they are made to a whole sound.</summary>
internal static class SpeechOutput
{
    /// <summary>The phrases behind each other, without gaps: ⌈length · rate / <see cref="VoiceEngine.SpeechRateHz"/>⌉ samples.</summary>
    public static Clip Join(IReadOnlyList<SpokenPhrase> phrases, int rateHz) =>
        Resampler.Convert(new Clip([.. phrases.SelectMany(phrase => phrase.Sound.Samples)], VoiceEngine.SpeechRateHz), rateHz);
}
