using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Phrases;
using Timbre.Models.Text.Scripts;
using Timbre.Models.Text.Ssml;
using Timbre.Models.Text.Terms;

namespace Timbre.Models.Text;

/// <summary>Reads plain text, or SSML where it begins with one of its tags, as a person would read it aloud.</summary>
/// <remarks>Markup is taken off, the caller's terms are found, the rest is written out in full, cut into phrases and looked up in the lexicon. Any number of threads may read.</remarks>
public sealed class ScriptReader
{
    /// <summary>The longest text that is looked at, in UTF-16 units.</summary>
    public const int MaxLength = 1_000_000;

    private readonly Phraser _phraser = new(new Lexicon());

    /// <summary>What is to be said.</summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <param name="options">What the caller knows better.</param>
    /// <exception cref="ScriptException">The markup is broken, or there is nothing to say.</exception>
    public Script Read(string text, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > MaxLength)
            throw new ScriptException($"{text.Length} characters are too many, at most {MaxLength}.");
        var isMarkedUp = SsmlReader.Begins(text);
        var markup = isMarkedUp ? SsmlReader.Read(text) : Markup.Plain(text);
        var notes = new Notes();
        var reader = new Tokens(markup.Text, new TermIndex(options), keepLines: !isMarkedUp, notes);
        var tokens = reader.Read(markup.Passages);
        if (!tokens.Any(token => token.Word is not null || token.PauseSeconds is > 0))
            throw new ScriptException("There is nothing in the text that can be spoken in English.");

        var phrases = _phraser.Phrases(markup.Text, tokens, Own(options));
        return new Script(markup.Text, phrases, markup.Seed, [.. markup.Issues, .. notes.All, .. Foreign(reader)]);
    }

    /// <summary>How many characters are to be spoken: those of the text without markup, and of an alias where it is longer than its text.</summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <exception cref="ScriptException">The markup is broken.</exception>
    public static int CountCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SsmlReader.Begins(text) ? SsmlReader.Read(text).SpokenLength : text.Length;
    }

    private static Dictionary<string, IReadOnlyList<Syllable>> Own(ReadingOptions options) =>
        options.Pronunciations.Where(own => own.Value.Count > 0).GroupBy(own => own.Key.Trim().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First().Value);

    private static IEnumerable<string> Foreign(Tokens reader)
    {
        if (reader.ForeignLetters > 0)
            yield return $"{reader.ForeignLetters} letters of alphabets other than the Latin one are not spoken, beginning with \"{reader.ForeignSample}\".";
    }
}
