using Timbre.Text.Scripts;

namespace Timbre.Models.Utterances;

/// <summary>Lays out a phrase of a script for a base voice.</summary>
internal static class UtteranceBuilder
{
    private static readonly PhoneFeatures Pause = PhoneFeatures.Of(PhoneFeatures.Pause);

    private static readonly Dictionary<WordClass, double> Guesses = new()
    {
        [WordClass.Content] = WordNode.SymbolOf("content"),
        [WordClass.Preposition] = WordNode.SymbolOf("in"),
        [WordClass.To] = WordNode.SymbolOf("to"),
        [WordClass.Determiner] = WordNode.SymbolOf("det"),
        [WordClass.Modal] = WordNode.SymbolOf("md"),
        [WordClass.Conjunction] = WordNode.SymbolOf("cc"),
        [WordClass.Wh] = WordNode.SymbolOf("wp"),
        [WordClass.Possessive] = WordNode.SymbolOf("pps"),
        [WordClass.Auxiliary] = WordNode.SymbolOf("aux"),
        [WordClass.Pronoun] = WordNode.SymbolOf("content"), // the base voices were built without pronouns in their lists
    };

    /// <summary>The layout of <paramref name="phrase"/>.</summary>
    /// <param name="phrase">With at least one word.</param>
    /// <param name="phraseNumber">How many phrases of the same sentence came before.</param>
    public static Utterance Build(ScriptPhrase phrase, int phraseNumber)
    {
        var (segments, syllables, words) = (new List<Segment> { new(Pause, -1, 0) }, new List<SyllableNode>(), new List<WordNode>());
        foreach (var word in phrase.Words)
        {
            var first = syllables.Count;
            for (var i = 0; i < word.Syllables.Count; i++)
            {
                var syllable = word.Syllables[i];
                var start = segments.Count;
                foreach (var phone in syllable.Phones)
                    segments.Add(new Segment(PhoneFeatures.Of(Name(phone, syllable.Stress)), syllables.Count, segments.Count - start));
                syllables.Add(new SyllableNode(
                    start, segments.Count - 1, words.Count, syllable.Stress, Accents.Has(word, i, syllables.Count)));
            }

            words.Add(new WordNode(
                first, syllables.Count - 1, Guesses[word.Class], word.Spelling, word.Style.Emphasis, WordProsody.Of(word.Style)));
        }

        segments.Add(new Segment(Pause, -1, 0));
        return new Utterance(segments, syllables, words, phraseNumber, phrase.End.HasFinalIntonation());
    }

    /// <summary>The base voices distinguish the weak vowel of "the" from that of "cut", as the dictionary does by stress.</summary>
    private static string Name(string phone, int stress) => phone == "AH" && stress == 0 ? "ax" : phone.ToLowerInvariant();
}
