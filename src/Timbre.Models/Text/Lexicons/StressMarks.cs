namespace Timbre.Models.Text.Lexicons;

/// <summary>Gives a word one primary stress.</summary>
internal static class StressMarks
{
    /// <summary>The same symbols where they have one primary stress; otherwise a copy that has.</summary>
    /// <param name="word">A word in which every stressed vowel is marked as primary, or none is.</param>
    public static byte[] Settle(byte[] word)
    {
        var stressed = new List<int>();
        for (var i = 0; i < word.Length; i++)
        {
            if (Symbols.Stress(word[i]) == 1)
                stressed.Add(i);
        }

        if (stressed.Count == 1)
            return word;
        var settled = word.ToArray();
        if (stressed.Count == 0)
        {
            var full = Array.FindIndex(word, symbol => Symbols.IsVowel(symbol) && Symbols.Phone(symbol) is not ("AH" or "ER"));
            var first = full >= 0 ? full : Array.FindIndex(word, Symbols.IsVowel);
            if (first >= 0)
                settled[first] = Symbols.WithStress(word[first], 1);
            return settled;
        }

        // English stresses the last foot, unless it is the last syllable alone: education, but estimate.
        var lastIsFinal = Array.FindLastIndex(word, Symbols.IsVowel) == stressed[^1];
        var primary = lastIsFinal ? stressed[^2] : stressed[^1];
        foreach (var at in stressed.Where(at => at != primary))
            settled[at] = Symbols.WithStress(word[at], 2);
        return settled;
    }
}
