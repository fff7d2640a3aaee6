using Timbre.Audio;
using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.Voices;

/// <summary>Durations of the pauses behind phrases.</summary>
internal static class PauseDurations
{
    /// <summary>Part of the pause between two phrases that belongs to the second one.</summary>
    public const double LeadSeconds = PhrasePlan.LeadFrames * Framing.HopSeconds;

    private const double FinalSeconds = 0.15; // nothing follows

    /// <summary>From the last phone to the end of the phrase's sound.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    public static double After(ScriptPhrase phrase, bool isLast)
    {
        if (phrase.PauseSeconds is { } prescribed)
            return Math.Max(0, prescribed - LeadSeconds);
        var rate = phrase.Words.Count == 0 ? 1 : phrase.Words[^1].Style.Rate;
        return Math.Max(0, (isLast ? FinalSeconds : DefaultSeconds(phrase.End)) / rate - LeadSeconds);
    }

    private static double DefaultSeconds(PhraseEnd end) => end switch
    {
        PhraseEnd.None => 0.06,
        PhraseEnd.Comma => 0.22,
        PhraseEnd.Colon or PhraseEnd.QuotedQuestion or PhraseEnd.QuotedExclamation => 0.32,
        PhraseEnd.Paragraph => 0.7,
        _ => 0.45,
    };
}
