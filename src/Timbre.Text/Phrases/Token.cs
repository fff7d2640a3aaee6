using Timbre.Text.Scripts;

namespace Timbre.Text.Phrases;

/// <summary>A word, a mark or a prescribed pause, on its way into phrases.</summary>
/// <param name="Word">Small letters and apostrophes; null for a mark or pause.</param>
/// <param name="Syllables">The pronunciation where the text prescribes it.</param>
/// <param name="End">What a mark closes.</param>
/// <param name="PauseSeconds">The length of a prescribed pause.</param>
/// <param name="Source">What it stands for in the text.</param>
/// <param name="Style">Prosody of the word.</param>
internal sealed record Token(
    string? Word, IReadOnlyList<Syllable>? Syllables, PhraseEnd End, double? PauseSeconds, TextSpan Source, SpeechStyle Style)
{
    public static Token Mark(PhraseEnd end, TextSpan source) => new(null, null, end, null, source, SpeechStyle.Default);

    public static Token Pause(double seconds, int at) => new(null, null, PhraseEnd.None, seconds, new TextSpan(at, 0), SpeechStyle.Default);
}
