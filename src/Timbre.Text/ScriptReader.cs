using System.Buffers;
using System.Text;
using Timbre.Text.Lexicons;
using Timbre.Text.Phrases;
using Timbre.Text.Scripts;
using Timbre.Text.Ssml;
using Timbre.Text.Terms;

namespace Timbre.Text;

/// <summary>Reads plain text, or SSML where it begins with one of its tags, as a person would read it aloud.</summary>
/// <remarks>
/// Markup is taken off, the caller's terms are found, the rest is written out in full, cut into phrases and looked up in the lexicon. Any
/// number of threads may read.
/// </remarks>
/// <param name="lexicon">Pronunciations of words.</param>
public sealed class ScriptReader(Lexicon lexicon)
{
    /// <summary>The longest text that is looked at, in UTF-16 units.</summary>
    public const int MaxLength = 1_000_000;

    private const int MaxSignsNamed = 12;

    private readonly Phraser _phraser = new(lexicon);

    /// <summary>Reads a text into a script.</summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <param name="options">Terms of the caller.</param>
    /// <exception cref="ScriptException">The markup is broken, or there is nothing to say.</exception>
    public Script Read(string text, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > MaxLength)
            throw new ScriptException($"{text.Length} characters are too many, at most {MaxLength}.");
        var isMarkedUp = SsmlReader.IsSsml(text);
        var markup = isMarkedUp ? SsmlReader.Read(text) : Markup.Plain(text);
        var issues = new IssueList();
        var tokenizer = new Tokenizer(markup.Text, new TermIndex(options), keepLines: !isMarkedUp, issues);
        var tokens = tokenizer.Read(markup.Passages);
        if (!tokens.Any(token => token.Word is not null || token.PauseSeconds is > 0))
            throw new ScriptException("There is nothing in the text that can be spoken in English.");

        var phrases = _phraser.Phrases(markup.Text, tokens, NormalisePronunciations(options));
        return new Script(markup.Text, phrases, markup.Seed, [.. markup.Issues, .. issues.All, .. UnspokenIssues(tokenizer)]);
    }

    /// <summary>
    /// The number of characters to be spoken: those of the text without markup, and of an alias where it is longer than its text.
    /// </summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <exception cref="ScriptException">The markup is broken.</exception>
    public static int CountCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SsmlReader.IsSsml(text) ? SsmlReader.Read(text).SpokenLength : text.Length;
    }

    private static Dictionary<string, IReadOnlyList<Syllable>> NormalisePronunciations(ReadingOptions options) =>
        options.Pronunciations.Where(overrides => overrides.Value.Count > 0).GroupBy(overrides => overrides.Key.Trim().ToLowerInvariant())
            .ToDictionary(group => group.Key, group => group.First().Value);

    /// <summary>The sign and its number in Unicode: ⚛ (U+269B).</summary>
    private static string Named(string sign) =>
        Rune.DecodeFromUtf16(sign, out var rune, out _) == OperationStatus.Done ? $"{sign} (U+{rune.Value:X4})" : "half a character";

    private static IEnumerable<string> UnspokenIssues(Tokenizer tokenizer)
    {
        if (tokenizer.ForeignLetters > 0)
            yield return $"{tokenizer.ForeignLetters} letters of alphabets other than the Latin one "
                + $"are not spoken, beginning with \"{tokenizer.ForeignSample}\".";
        if (tokenizer.UnspokenSigns.Count > 0)
            yield return "Signs without a name are not spoken: "
                + $"{string.Join(' ', tokenizer.UnspokenSigns.Take(MaxSignsNamed).Select(Named))}.";
    }
}
