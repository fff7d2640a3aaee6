using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>A span of marked-up text with one style, or a point with a pause or mark.</summary>
/// <param name="Source">Where it stands in the text without markup.</param>
internal abstract record Passage(TextSpan Source);

/// <summary>Ordinary text.</summary>
internal sealed record TextPassage(TextSpan Source, SpeechStyle Style) : Passage(Source);

/// <summary>Text that is replaced when it is spoken.</summary>
internal sealed record AliasPassage(TextSpan Source, string Spoken, SpeechStyle Style) : Passage(Source);

/// <summary>Text of a kind that the author names.</summary>
internal sealed record SayAsPassage(TextSpan Source, string Name, string Format, SpeechStyle Style) : Passage(Source);

/// <summary>Text whose phones the author gives.</summary>
internal sealed record PhonemePassage(TextSpan Source, IReadOnlyList<Syllable> Syllables, SpeechStyle Style) : Passage(Source);

/// <summary>A pause of a length that the author gives.</summary>
internal sealed record PausePassage(TextSpan Source, double Seconds) : Passage(Source);

/// <summary>The beginning or end of a sentence or paragraph.</summary>
internal sealed record BoundaryPassage(TextSpan Source, PhraseEnd End) : Passage(Source);

/// <summary>A text without its markup, and the passages that the markup describes.</summary>
/// <param name="Text">All spans point into it.</param>
/// <param name="Passages">In order; together they cover the text.</param>
/// <param name="Seed">The seed that it asks for.</param>
/// <param name="Issues">What it asks for and will not get.</param>
internal sealed record Markup(string Text, IReadOnlyList<Passage> Passages, int? Seed, IReadOnlyList<string> Issues)
{
    /// <summary>Characters of the text, and what aliases are longer than what they stand for.</summary>
    public int SpokenLength => Text.Length + AliasExcess;

    /// <summary>How much longer aliases are than what they stand for.</summary>
    public int AliasExcess => Passages.OfType<AliasPassage>().Sum(alias => Math.Max(0, alias.Spoken.Length - alias.Source.Length));

    /// <summary>A text without any.</summary>
    public static Markup Plain(string text) => new(text, [new TextPassage(new TextSpan(0, text.Length), SpeechStyle.Default)], null, []);
}
