using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>Features of a syllable: stress and accent, here and around, its place in word and phrase, its size.</summary>
internal static class SyllableFeatures
{
    private const string Neighbour = "R:Syllable.";
    private const string OfWord = "parent.";

    private static readonly double Single = SymbolTable.Of("single");
    private static readonly double Initial = SymbolTable.Of("initial");
    private static readonly double Mid = SymbolTable.Of("mid");
    private static readonly double Final = SymbolTable.Of("final");

    /// <summary>A feature of the syllable with a number; 0 where there is none.</summary>
    public static Func<Utterance, int, double> Bind(string path)
    {
        if (path.StartsWith(Neighbour, StringComparison.Ordinal) && RelativePath.Split(path[Neighbour.Length..]) is (var offset, var rest))
        {
            var other = Bind(rest);
            return (utterance, i) => i + offset >= 0 && i + offset < utterance.Syllables.Count ? other(utterance, i + offset) : 0;
        }

        if (path.StartsWith(OfWord, StringComparison.Ordinal))
        {
            var word = WordFeatures.Bind(path[OfWord.Length..]);
            return (utterance, i) => word(utterance, utterance.Syllables[i].Word);
        }

        return path switch
        {
            "stress" => (utterance, i) => utterance.Syllables[i].Stressed ? 1 : 0,
            "accented" => (utterance, i) => utterance.Syllables[i].Accented ? 1 : 0,
            "lisp_cg_break" => Break,
            "position_type" => PositionType,
            "syl_onsetsize" => (utterance, i) => Size(utterance, utterance.Syllables[i].First, 1, utterance.Syllables[i]),
            "syl_codasize" => (utterance, i) => 1 + Size(utterance, utterance.Syllables[i].Last, -1, utterance.Syllables[i]),
            "syl_in" => (_, i) => i,
            "syl_out" => (utterance, i) => utterance.Syllables.Count - 1 - i,
            "ssyl_in" => (utterance, i) => Count(utterance, 1, i, syllable => syllable.Stressed), // the first of a phrase is never counted
            "ssyl_out" => (utterance, i) => Count(utterance, i + 1, utterance.Syllables.Count, syllable => syllable.Stressed),
            "asyl_in" => (utterance, i) => Count(utterance, 0, i, syllable => syllable.Accented),
            "asyl_out" => (utterance, i) => Count(utterance, i + 1, utterance.Syllables.Count, syllable => syllable.Accented),
            "last_accent" => LastAccent,
            "next_accent" => NextAccent,
            _ =>
                throw new InvalidDataException(
                    $"A tree of the base voice asks for '{path}' of a syllable, which this version does not know."),
        };
    }

    /// <summary>Break after the syllable: 0 the same word, 1 another, 3 another phrase, 4 nothing.</summary>
    private static double Break(Utterance utterance, int i)
    {
        if (utterance.Words[utterance.Syllables[i].Word].Last != i)
            return 0;
        return i < utterance.Syllables.Count - 1 ? 1 : utterance.EndsSentence ? 4 : 3;
    }

    private static double PositionType(Utterance utterance, int i)
    {
        var word = utterance.Words[utterance.Syllables[i].Word];
        return (i == word.First, i == word.Last) switch
        {
            (true, true) => Single,
            (true, false) => Initial,
            (false, true) => Final,
            _ => Mid,
        };
    }

    /// <summary>Phones from one end of a syllable up to its vowel.</summary>
    private static int Size(Utterance utterance, int from, int step, SyllableNode syllable)
    {
        var size = 0;
        for (var i = from; i >= syllable.First && i <= syllable.Last && !utterance.Segments[i].Phone.IsVowel; i += step)
            size++;
        return size;
    }

    private static int Count(Utterance utterance, int from, int end, Func<SyllableNode, bool> which)
    {
        var count = 0;
        for (var i = from; i < end; i++)
            count += which(utterance.Syllables[i]) ? 1 : 0;
        return count;
    }

    private static double LastAccent(Utterance utterance, int i)
    {
        var count = 0;
        while (i - count >= 0 && !utterance.Syllables[i - count].Accented)
            count++;
        return count;
    }

    private static double NextAccent(Utterance utterance, int i)
    {
        var count = 0;
        while (i + 1 + count < utterance.Syllables.Count && !utterance.Syllables[i + 1 + count].Accented)
            count++;
        return count;
    }
}
