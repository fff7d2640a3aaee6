using Timbre.Text.Scripts;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>A whole text said faster or slower.</summary>
internal static class SpeechSpeed
{
    private const double MinRate = 0.2;
    private const double MaxRate = 5;

    /// <summary>The script with <paramref name="factor"/> on the rate of each word and on the pauses that it prescribes.</summary>
    public static Script Of(Script script, double factor) => factor == 1 ? script : script with
    {
        Phrases =
        [
            .. script.Phrases.Select(phrase => phrase with
            {
                Words = [.. phrase.Words.Select(word =>
                    word with { Style = word.Style with { Rate = Math.Clamp(word.Style.Rate * factor, MinRate, MaxRate) } })],
                PauseSeconds = phrase.PauseSeconds / factor,
            }),
        ],
    };
}
