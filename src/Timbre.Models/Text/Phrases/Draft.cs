using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Phrases;

/// <summary>Words that will be spoken in one go, before it is known where the phrase begins and ends in the text.</summary>
internal sealed record Draft(List<Token> Words, PhraseEnd End, double? PauseSeconds)
{
    /// <summary>Where a phrase without words stands.</summary>
    public int At { get; init; }

    /// <summary>Letters of the words, with a space between.</summary>
    public int Length => Words.Sum(word => word.Word!.Length + 1);
}
