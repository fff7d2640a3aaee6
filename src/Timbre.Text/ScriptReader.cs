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
    private const int MaxSignsNamed = 12;

    private readonly Phraser _phraser = new(lexicon);

    /// <summary>Reads a text into a script, within the widest limits.</summary>
    /// <inheritdoc cref="Read(string, ReadingOptions, ReadingLimits, CancellationToken)"/>
    public Script Read(string text, ReadingOptions options) => Read(text, options, ReadingLimits.Widest, CancellationToken.None);

    /// <summary>Reads a text into a script.</summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <param name="options">Terms of the caller.</param>
    /// <param name="limits">How long the text may be, and what is made of it.</param>
    /// <param name="ct">Ends the reading at the next word, and the parsing of markup at the next tag.</param>
    /// <exception cref="ScriptException">The markup is broken, or there is nothing to say.</exception>
    /// <exception cref="TextTooLongException">A limit is passed.</exception>
    public Script Read(string text, ReadingOptions options, ReadingLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        CheckLength(text, limits);
        var budget = new ReadingBudget(limits, ct);
        var isMarkedUp = SsmlReader.IsSsml(text);
        var markup = isMarkedUp ? SsmlReader.Read(text, budget) : Markup.Plain(text);
        if (isMarkedUp)
            budget.CheckCharacters(CountRunes(markup.Text) + markup.AliasExcess);
        var issues = new IssueList();
        var tokenizer = new Tokenizer(markup.Text, new TermIndex(options), keepLines: !isMarkedUp, issues, budget);
        var tokens = tokenizer.Read(markup.Passages);
        if (!tokens.Any(token => token.Word is not null || token.PauseSeconds is > 0))
            throw new ScriptException("There is nothing in the text that can be spoken in English.");

        var phrases = _phraser.Phrases(markup.Text, tokens, NormalisePronunciations(options), budget);
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
        return SsmlReader.IsSsml(text) ? SsmlReader.Read(text, new ReadingBudget()).SpokenLength : text.Length;
    }

    /// <summary>Refuses a text whose length alone says that it is too long, which takes no time.</summary>
    /// <exception cref="TextTooLongException">It is.</exception>
    public static void CheckLength(string text, ReadingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        if (text.Length > limits.MaxLength)
            throw TextTooLongException.Written(text.Length, limits.MaxCharacters);
        if (text.Length > limits.MaxCharacters && !SsmlReader.IsSsml(text) && CountRunes(text) is var runes && runes > limits.MaxCharacters)
            throw TextTooLongException.Written(runes, limits.MaxCharacters);
    }

    private static int CountRunes(string text) => text.Length - text.Count(char.IsLowSurrogate);

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
