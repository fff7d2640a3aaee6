using Timbre.Models.Alignment;
using Timbre.Models.Alignment.Words;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.Transcription;

/// <summary>A text as it may be spoken: its words with all their pronunciations.</summary>
/// <param name="Words">In order, at least one.</param>
/// <param name="Written">What the text has for each of them; the words of "$5" have the same.</param>
/// <param name="Offsets">Where in the text that begins.</param>
internal sealed record SpokenText(IReadOnlyList<PronouncedWord> Words, IReadOnlyList<string> Written, IReadOnlyList<int> Offsets)
{
    /// <summary>The longest text that is read, in UTF-16 units: what is said in two minutes, and as much markup.</summary>
    public const int MaxChars = 8192;

    /// <summary>Of an English text hardly one word in five is in no dictionary; of other languages' every second one.</summary>
    private const double MinKnown = 0.75;

    private static readonly ScriptReader Reader = new(InstalledLexicon.English);

    /// <summary>True if its words are English.</summary>
    public bool IsEnglish => Words.Count(word => word.IsKnown) >= MinKnown * Words.Count;

    /// <summary>True if a word before or behind a gap may be any speech.</summary>
    public bool AcceptsAnySpeechAround(int gap) =>
        (gap > 0 && Words[gap - 1].AcceptsAnySpeech) || (gap < Words.Count && Words[gap].AcceptsAnySpeech);

    /// <summary>Reads a text; null where English is not what it is written in, or nothing in it can be said.</summary>
    public static SpokenText? Read(string text, ReadingOptions options) =>
        ReadAll(text, options) is { } spoken && !spoken.Words.All(word => word.AcceptsAnySpeech)
            ? spoken
            : null; // figures and pictures alone determine no words

    /// <summary>The same where figures and signs must be spoken as the reader reads them: nothing is left to any speech.</summary>
    /// <param name="text">What is to be said.</param>
    /// <param name="options">How the caller says some of its words.</param>
    /// <param name="alsoByLetters">See <see cref="Pronunciations.Of"/>.</param>
    public static SpokenText? ReadStrictly(string text, ReadingOptions options, bool alsoByLetters = false) =>
        ReadAll(text, options, alsoByLetters) is { } spoken
            ? spoken with { Words = [.. spoken.Words.Select(word => word with { AcceptsAnySpeech = false })] }
            : null;

    private static SpokenText? ReadAll(string text, ReadingOptions options, bool alsoByLetters = false)
    {
        if (text.Length > MaxChars || IsForeign(text))
            return null;
        try
        {
            var script = Reader.Read(text, options);
            var words = script.Phrases.SelectMany(phrase => phrase.Words).ToList();
            return new SpokenText(
                [.. words.Select(word => Pronunciations.English.Of(word, script.Text, alsoByLetters))],
                [.. words.Select(word => word.Source.Slice(script.Text))], [.. words.Select(word => word.Source.Start)]);
        }
        catch (ScriptException)
        {
            return null; // broken markup, or nothing to say: no text to hold against a sound
        }
    }

    /// <summary>True if more than a tenth of its letters are of other alphabets, which the reader skips.</summary>
    private static bool IsForeign(string text)
    {
        const int LastLatin = 0x24F;
        var letters = text.EnumerateRunes().Count(System.Text.Rune.IsLetter);
        return text.EnumerateRunes().Count(rune => System.Text.Rune.IsLetter(rune) && rune.Value > LastLatin) * 10 > letters;
    }
}
