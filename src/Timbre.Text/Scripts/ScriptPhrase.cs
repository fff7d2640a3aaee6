namespace Timbre.Text.Scripts;

/// <summary>A stretch that is spoken in one go, made and sent as one piece of sound.</summary>
/// <param name="Source">Where it stands in the text, with the space and the marks behind its last word.</param>
/// <param name="Words">May be empty: then it is a pause and nothing else.</param>
/// <param name="End">What closes it, which decides intonation and the pause behind it.</param>
/// <param name="PauseSeconds">Length of the pause behind it where the text prescribes one (<c>&lt;break&gt;</c>), 0 for none; null is the
/// natural pause of <paramref name="End"/>.</param>
public sealed record ScriptPhrase(TextSpan Source, IReadOnlyList<ScriptWord> Words, PhraseEnd End, double? PauseSeconds);

/// <summary>The punctuation that ends a phrase.</summary>
public enum PhraseEnd
{
    /// <summary>Nothing: it was cut between words because it was long.</summary>
    None,

    /// <summary>A comma, a dash, a bracket.</summary>
    Comma,

    /// <summary>A colon or a semicolon.</summary>
    Colon,

    /// <summary>A full stop.</summary>
    Statement,

    /// <summary>A question mark.</summary>
    Question,

    /// <summary>An exclamation mark.</summary>
    Exclamation,

    /// <summary>The end of a paragraph.</summary>
    Paragraph,

    /// <summary>A question mark at the end of what somebody says in a sentence that goes on: "Where?" she asked.</summary>
    QuotedQuestion,

    /// <summary>An exclamation mark there: "Run!" he shouted.</summary>
    QuotedExclamation,
}

/// <summary>Properties of phrase ends.</summary>
public static class PhraseEnds
{
    /// <summary>True for the last phrase of its sentence.</summary>
    public static bool ClosesSentence(this PhraseEnd end) =>
        end is PhraseEnd.Statement or PhraseEnd.Question or PhraseEnd.Exclamation or PhraseEnd.Paragraph;

    /// <summary>True where the voice falls or rises as it does at the end of a sentence.</summary>
    public static bool HasFinalIntonation(this PhraseEnd end) =>
        end.ClosesSentence() || end is PhraseEnd.QuotedQuestion or PhraseEnd.QuotedExclamation;

    /// <summary>True for a question.</summary>
    public static bool IsQuestion(this PhraseEnd end) => end is PhraseEnd.Question or PhraseEnd.QuotedQuestion;

    /// <summary>True for an exclamation.</summary>
    public static bool IsExclamation(this PhraseEnd end) => end is PhraseEnd.Exclamation or PhraseEnd.QuotedExclamation;
}
