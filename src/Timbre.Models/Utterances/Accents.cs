using Timbre.Text.Scripts;

namespace Timbre.Models.Utterances;

/// <summary>
/// Which syllables are accented: of a content word the stressed one, if the word goes on behind it or the phrase has only begun.
/// </summary>
/// <remarks>
/// Not how people accent, but how flite does on 48 sentences, all but one syllable in seven: the base voices' trees know accents from
/// there, and take too many for emphasis.
/// </remarks>
internal static class Accents
{
    private const int Beginning = 3; // syllables

    /// <summary>True if a syllable is accented.</summary>
    /// <param name="word">Its word.</param>
    /// <param name="syllable">Which of the word.</param>
    /// <param name="before">How many syllables of the phrase come before it.</param>
    public static bool Has(ScriptWord word, int syllable, int before) => word.Syllables[syllable].Stress > 0 && word.Style.Emphasis switch
    {
        Emphasis.Strong or Emphasis.Moderate => true,
        Emphasis.Reduced or Emphasis.None => false,
        _ => word.Class == WordClass.Content && (syllable < word.Syllables.Count - 1 || before < Beginning),
    };
}
