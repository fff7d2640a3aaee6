using Timbre.Text.Scripts;

namespace Timbre.Models.Utterances;

/// <summary>A voice that plans phrases and synthesizes its plans.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal interface IPhraseVoice
{
    /// <summary>The plan of <paramref name="phrase"/>, many times faster than its sound.</summary>
    /// <param name="phrase">With at least one word.</param>
    /// <param name="phraseNumber">How many phrases of the same sentence came before.</param>
    /// <param name="pauseSeconds">What follows the last phone.</param>
    PlannedUtterance Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds);
}
