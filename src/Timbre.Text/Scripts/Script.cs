namespace Timbre.Text.Scripts;

/// <summary>A text prepared for synthesis: every word with its phones, every phrase with its end.</summary>
/// <param name="Text">What was to be read, markup removed and entities resolved; all spans point into it.</param>
/// <param name="Phrases">In order; their spans follow each other and cover the whole text.</param>
/// <param name="Seed">The seed that the text itself asks for (<c>&lt;speak seed&gt;</c>), if it does.</param>
/// <param name="Issues">What was asked for and will not be done, a sentence each; empty when all is done.</param>
public sealed record Script(string Text, IReadOnlyList<ScriptPhrase> Phrases, int? Seed, IReadOnlyList<string> Issues)
{
    /// <summary>True when there is a word to speak, not only pauses.</summary>
    public bool HasWords => Phrases.Any(phrase => phrase.Words.Count > 0);

    /// <summary>
    /// The number of phrases with words before the one with this number in its sentence; pauses do not count.
    /// </summary>
    public int PositionInSentence(int number)
    {
        var place = 0;
        for (var before = number - 1; before >= 0; before--)
        {
            if (Phrases[before].Words.Count == 0)
                continue;
            if (Phrases[before].End.ClosesSentence())
                break;
            place++;
        }

        return place;
    }
}
