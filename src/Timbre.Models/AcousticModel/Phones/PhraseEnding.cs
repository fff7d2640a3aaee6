using Timbre.Text.Scripts;

namespace Timbre.Models.AcousticModel.Phones;

/// <summary>How a phrase ends.</summary>
/// <param name="SentenceEnds">Probability that the sentence ends with it, 0 to 1; a guess for words without punctuation.</param>
/// <param name="Mark">What stands there.</param>
internal readonly record struct PhraseEnding(float SentenceEnds, PhraseEnd Mark)
{
    /// <summary>Of a phrase whose text has punctuation.</summary>
    public static PhraseEnding Of(PhraseEnd mark) => new(mark.HasFinalIntonation() ? 1 : 0, mark);

    /// <summary>Whether it asks.</summary>
    public bool IsQuestion => Mark.IsQuestion();
}
