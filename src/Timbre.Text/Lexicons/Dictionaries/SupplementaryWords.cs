using System.Collections.Frozen;
using Timbre.Text.Phonemes;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>Pronunciations of words that are younger than the dictionaries, or that these have wrong.</summary>
internal static class SupplementaryWords
{
    private static readonly FrozenDictionary<string, byte[]> Pronunciations =
        WordList.Load("supplementary-words.txt").PairsOf("").ToFrozenDictionary(pair => pair.Key, pair => PhoneSymbols.Parse(pair.Value));

    /// <summary>The word's symbols with one primary stress, or null.</summary>
    public static byte[]? Find(string word) => Pronunciations.GetValueOrDefault(word);
}
