using Timbre.Text.Scripts;

namespace Timbre.Text.Phrases;

/// <summary>Words that will be spoken in one go, before it is known where the phrase begins and ends in the text.</summary>
internal sealed record PhraseDraft(List<Token> Words, PhraseEnd End, double? PauseSeconds)
{
    /// <summary>The span of a phrase without words.</summary>
    public int Position { get; init; }

    /// <summary>Letters of the words, with a space between.</summary>
    public int Length => Words.Sum(word => word.Word!.Length + 1);
}
