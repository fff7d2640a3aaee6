namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>A network that has read a whole word and scores the graphones of each of its letters.</summary>
/// <remarks>Any number of threads.</remarks>
public interface ILetterNetwork
{
    /// <summary>How many graphones it scores: those of the n-gram model, in its order.</summary>
    int GraphoneCount { get; }

    /// <summary>The first 4 bytes of the SHA-256 of their names, as <c>training/lts/export.py</c> makes it.</summary>
    int GraphoneHash { get; }

    /// <summary>Scores before the softmax. Graphone 0 is the second letter of a graphone that began at the letter before.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="scores">Takes them: [letters, <see cref="GraphoneCount"/>].</param>
    void Score(ReadOnlySpan<char> word, Span<float> scores);
}
