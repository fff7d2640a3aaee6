using Timbre.Text.Scripts;

namespace Timbre.Models.Utterances;

/// <summary>Prosody of a word in numbers: its style and its emphasis.</summary>
/// <param name="DurationScale">Factor on the lengths of its sounds.</param>
/// <param name="PitchScale">Factor on F0.</param>
/// <param name="Gain">Factor on the amplitude.</param>
internal readonly record struct WordProsody(double DurationScale, double PitchScale, double Gain)
{
    /// <summary>Of a word in <paramref name="style"/>.</summary>
    public static WordProsody Of(SpeechStyle style)
    {
        var (longer, higher, louderDb) = style.Emphasis switch
        {
            Emphasis.Strong => (1.3, 1.15, 4.0),
            Emphasis.Moderate => (1.15, 1.07, 2.0),
            Emphasis.Reduced => (0.88, 0.97, -3.0),
            Emphasis.None => (0.95, 1.0, -1.0),
            _ => (1.0, 1.0, 0.0),
        };
        return new WordProsody(longer / style.Rate, higher * style.Pitch, Math.Pow(10, (louderDb + style.VolumeDb) / 20));
    }
}
