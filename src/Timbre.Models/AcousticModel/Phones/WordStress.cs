using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.AcousticModel.Phones;

/// <summary>
/// Stress in running speech. A dictionary stresses words of one syllable whatever they are; nobody stresses "of" or "was", and the teacher
/// (training/teacher) gives words that are neither weak nor strong secondary stress.
/// </summary>
internal static class WordStress
{
    private static readonly HashSet<string> Unstressed = Words(
        """
        the of to and a in was that he it you his for as is with her had she be at have by were this from my they there been an are or would
        we if could will their your has than am its these can those through that's won't you're you've you'll you'd she's she'll he'll he'd
        we'll we've we're they're per ye thee
        """);

    private static readonly HashSet<string> Secondary = Words(
        """
        i not but on which him me so when who what them some up should made down how might go where us make shall while though why put it's
        i'm i've i'll i'd near whose there's what's
        """);

    /// <summary>Of a syllable: 1 primary, 2 secondary, 0 none.</summary>
    public static int Of(Utterance utterance, int at)
    {
        var syllable = utterance.Syllables[at];
        var word = utterance.Words[syllable.Word];
        if (syllable.Stress == 0 || word.First != word.Last)
            return syllable.Stress;
        return word.Emphasis switch
        {
            Emphasis.Strong or Emphasis.Moderate => 1,
            Emphasis.Reduced or Emphasis.None => 0,
            _ when Unstressed.Contains(word.Spelling) => 0,
            _ when Secondary.Contains(word.Spelling) => 2,
            _ => syllable.Stress,
        };
    }

    private static HashSet<string> Words(string words) =>
        new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
