using Timbre.Audio;

namespace Timbre.Models.Voices;

/// <summary>
/// A stretch of speech with the times of what is said in it. Phrases follow each other without gaps: pauses are part of their sound.
/// </summary>
/// <param name="Sound">Mono, at the voice's rate.</param>
/// <param name="Graphemes">Every character of the phrase's stretch of the text, in order: joined, they are that stretch.</param>
/// <param name="Phones">Phones with their times, pauses among them.</param>
public sealed record SpokenPhrase(AudioClip Sound, IReadOnlyList<GraphemeTiming> Graphemes, IReadOnlyList<SpokenPhone> Phones)
{
    /// <summary>The same without its sound.</summary>
    public PlannedPhrase Plan => new(Sound.Samples.Length, Sound.RateHz, Graphemes, Phones);

    /// <summary>All of it as one stretch.</summary>
    public PhraseStretch ToStretch() => new(Plan, 0, Sound);

    /// <summary>A phrase out of all of its stretches, in order.</summary>
    public static SpokenPhrase Of(IReadOnlyList<PhraseStretch> stretches)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        var plan = stretches[0].Phrase;
        var samples = new float[plan.Samples];
        foreach (var stretch in stretches)
            stretch.Sound.Samples.CopyTo(samples, stretch.Start);
        return new SpokenPhrase(new AudioClip(samples, stretches[0].Sound.RateHz), plan.Graphemes, plan.Phones);
    }
}

/// <summary>A part of a phrase's sound; the stretches of a phrase, joined in order, are its sound.</summary>
/// <param name="Phrase">The phrase, all of whose times are known before it has any sound.</param>
/// <param name="Start">Sample of the phrase with which the stretch begins.</param>
/// <param name="Sound">Mono, at the voice's rate.</param>
public sealed record PhraseStretch(PlannedPhrase Phrase, int Start, AudioClip Sound)
{
    /// <summary>Whether the phrase begins with it.</summary>
    public bool IsFirst => Start == 0;

    /// <summary>Whether the phrase ends with it.</summary>
    public bool IsLast => Start + Sound.Samples.Length == Phrase.Samples;
}

/// <summary>A stretch of speech as it will be, before there is any sound.</summary>
/// <param name="Samples">How many there will be.</param>
/// <param name="RateHz">Of the voice.</param>
/// <param name="Graphemes">As in <see cref="SpokenPhrase"/>.</param>
/// <param name="Phones">As in <see cref="SpokenPhrase"/>.</param>
public sealed record PlannedPhrase(
    int Samples, int RateHz, IReadOnlyList<GraphemeTiming> Graphemes, IReadOnlyList<SpokenPhone> Phones)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Samples / RateHz;
}

/// <summary>Times of a character, in seconds from the phrase's start.</summary>
/// <param name="Text">One Unicode character, of one or two UTF-16 units.</param>
/// <param name="StartSeconds">When it begins; not before the character in front of it begins.</param>
/// <param name="EndSeconds">When it ends; the same as its start for what makes no sound.</param>
public readonly record struct GraphemeTiming(string Text, double StartSeconds, double EndSeconds);

/// <summary>A phone and when it sounds, in seconds from the phrase's start.</summary>
/// <param name="Phone">A name of the CMU dictionary in capitals without stress; <c>SIL</c> is a pause.</param>
/// <param name="Ipa">The same in the International Phonetic Alphabet, the stress mark in front of the syllable's first phone; empty for a
/// pause.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends.</param>
public readonly record struct SpokenPhone(string Phone, string Ipa, double StartSeconds, double EndSeconds);
