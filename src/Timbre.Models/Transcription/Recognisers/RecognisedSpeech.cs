namespace Timbre.Models.Transcription.Recognisers;

/// <summary>What is said in a clip.</summary>
/// <param name="Sentences">In order; empty where nothing is understood.</param>
/// <param name="Language">A code of ISO 639; null where nothing is understood.</param>
/// <param name="Confidence">The share of words that is likely to be right, 0 to 1.</param>
public sealed record RecognisedSpeech(IReadOnlyList<RecognisedSentence> Sentences, string? Language, double Confidence)
{
    /// <summary>Nothing that anybody could make out.</summary>
    public static RecognisedSpeech Nothing { get; } = new([], null, 0);

    /// <summary>The whole text.</summary>
    public string Text => string.Join(' ', Sentences.Select(sentence => sentence.Text));

    /// <summary>All words, in order.</summary>
    public IEnumerable<RecognisedWord> Words => Sentences.SelectMany(sentence => sentence.Words);
}

/// <summary>A stretch of speech, about a sentence.</summary>
/// <param name="Text">As the recogniser writes it, perhaps with capitals and punctuation.</param>
public sealed record RecognisedSentence(string Text, double StartSeconds, double EndSeconds, IReadOnlyList<RecognisedWord> Words);

/// <summary>A word that was recognised.</summary>
/// <param name="Word">As the text has it.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Probability">How sure the recogniser is of it, 0 to 1, on a scale of its own.</param>
public sealed record RecognisedWord(string Word, double StartSeconds, double EndSeconds, double Probability);
