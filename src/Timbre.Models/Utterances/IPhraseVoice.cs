using Timbre.Audio;
using Timbre.Text.Scripts;

namespace Timbre.Models.Utterances;

/// <summary>A voice, phrase by phrase: first when what is to be heard, then the sound of it.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal interface IPhraseVoice
{
    /// <summary>The plan of <paramref name="phrase"/>, many times faster than its sound.</summary>
    /// <param name="phrase">With at least one word.</param>
    /// <param name="phraseNumber">How many phrases of the same sentence came before.</param>
    /// <param name="pauseSeconds">What follows the last phone.</param>
    PhrasePlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds);

    /// <summary>The sound of a plan that this voice made; the same seed gives the same samples.</summary>
    AudioClip Speak(PhrasePlan plan, ulong seed);
}
