namespace Timbre.Models.Transcription;

/// <summary>Result of a text's comparison with a recording.</summary>
/// <param name="Words">One for each word of the text as it is said; empty where the text cannot be judged.</param>
/// <param name="Extras">Speech that is in no word of the text.</param>
/// <param name="IsEnglish">Whether at least three words of four are in the English dictionary.</param>
public sealed record TextCheck(IReadOnlyList<CheckedWord> Words, IReadOnlyList<ExtraSpeech> Extras, bool IsEnglish)
{
    /// <summary>A text that cannot be read: another alphabet, broken markup, no words.</summary>
    public static TextCheck NotChecked { get; } = new([], [], IsEnglish: false);

    /// <summary>True if it could be compared with the recording.</summary>
    public bool IsChecked => Words.Count > 0;

    /// <summary>True if exactly the words of the text are spoken, in their order.</summary>
    public bool Fits => IsChecked && Extras.Count == 0 && Words.All(word => word.IsSaid);

    /// <summary>Fit, 0 to 1: about the share of words that are spoken; other speech counts as a missing word.</summary>
    public double Fit => IsChecked ? Words.Sum(word => word.Fit) / (Words.Count + Extras.Count) : 0;
}

/// <summary>A word of a text, compared with a recording.</summary>
/// <param name="Word">What the text has: the words of "$5" have all the same.</param>
/// <param name="StartSeconds">Where it begins, or would have to.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="LogRatio">log p(sound | the word is said) - log p(sound | anything else is said instead), natural; a word that is said has
/// some 20 a phone. Where a recogniser has listened, too, with what that adds (<see cref="WordAgreement"/>).</param>
/// <param name="IsSaid">Whether that is above the bound for words of its length.</param>
/// <param name="Fit">The same as a figure from 0 to 1, 0.5 at the bound.</param>
public sealed record CheckedWord(string Word, double StartSeconds, double EndSeconds, double LogRatio, bool IsSaid, double Fit);

/// <summary>Speech in a recording that is in no word of its text.</summary>
/// <param name="WordsBefore">How many words of the text come before it.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="LogRatio">log p(sound | other speech is here) - log p(sound | the words around follow each other), natural.</param>
public sealed record ExtraSpeech(int WordsBefore, double StartSeconds, double EndSeconds, double LogRatio);
