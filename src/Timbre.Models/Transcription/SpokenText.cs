using Timbre.Models.Alignment.Words;
using Timbre.Models.Text;

namespace Timbre.Models.Transcription;

/// <summary>A text as somebody would say it: its words with all the ways to say them.</summary>
/// <param name="Words">In order, at least one.</param>
/// <param name="Written">What the text has for each of them; the words of "$5" have the same.</param>
/// <param name="Places">Where in the text that begins.</param>
internal sealed record SpokenText(IReadOnlyList<PronouncedWord> Words, IReadOnlyList<string> Written, IReadOnlyList<int> Places)
{
    /// <summary>The longest text that is read, in UTF-16 units: what is said in two minutes, and as much markup.</summary>
    public const int MostChars = 8192;

    /// <summary>Of an English text hardly one word in five is in no dictionary; of other languages' every second one.</summary>
    private const double LeastKnown = 0.75;

    private static readonly ScriptReader Reader = new();

    /// <summary>Whether its words are English.</summary>
    public bool IsEnglish => Words.Count(word => word.IsKnown) >= LeastKnown * Words.Count;

    /// <summary>Whether a word before or behind a gap is one that any speech will do for.</summary>
    public bool IsLooseAround(int gap) => (gap > 0 && Words[gap - 1].IsLoose) || (gap < Words.Count && Words[gap].IsLoose);

    /// <summary>Reads a text; null where English is not what it is written in, or nothing in it can be said.</summary>
    public static SpokenText? Read(string text, ReadingOptions options) =>
        ReadAll(text, options) is { } spoken && !spoken.Words.All(word => word.IsLoose) ? spoken : null; // figures and pictures alone bind nobody to any words

    /// <summary>The same where figures and signs are held to be said as the reader reads them: nothing is left to any speech.</summary>
    /// <param name="text">What is to be said.</param>
    /// <param name="options">How the caller says some of its words.</param>
    /// <param name="alsoByLetters">See <see cref="Pronunciations.Of"/>.</param>
    public static SpokenText? ReadToTheLetter(string text, ReadingOptions options, bool alsoByLetters = false) =>
        ReadAll(text, options, alsoByLetters) is { } spoken ? spoken with { Words = [.. spoken.Words.Select(word => word with { IsLoose = false })] } : null;

    private static SpokenText? ReadAll(string text, ReadingOptions options, bool alsoByLetters = false)
    {
        if (text.Length > MostChars || IsForeign(text))
            return null;
        try
        {
            var script = Reader.Read(text, options);
            var words = script.Phrases.SelectMany(phrase => phrase.Words).ToList();
            return new SpokenText([.. words.Select(word => Pronunciations.English.Of(word, script.Text, alsoByLetters))], [.. words.Select(word => word.Source.Of(script.Text))], [.. words.Select(word => word.Source.Start)]);
        }
        catch (ScriptException)
        {
            return null; // broken markup, or nothing to say: no text to hold against a sound
        }
    }

    /// <summary>Whether more than a tenth of its letters are of other alphabets, which the reader passes over.</summary>
    private static bool IsForeign(string text)
    {
        const int LastLatin = 0x24F;
        var letters = text.EnumerateRunes().Count(System.Text.Rune.IsLetter);
        return text.EnumerateRunes().Count(rune => System.Text.Rune.IsLetter(rune) && rune.Value > LastLatin) * 10 > letters;
    }
}
