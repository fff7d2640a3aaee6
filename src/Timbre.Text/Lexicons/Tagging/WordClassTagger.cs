using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>The class of a word where it stands: its usual one, but for the few function words that are often something else.</summary>
internal static class WordClassTagger
{
    /// <summary>The word class of the word at an index.</summary>
    public static WordClass Of(TaggedPhrase phrase, int at)
    {
        var usual = FunctionWords.ClassOf(phrase[at]);
        if (usual == WordClass.Content)
            return usual;
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var isNounHere = (left & (PosTag.Determiner | PosTag.Possessive)) != 0 && (left & (PosTag.Subject | PosTag.Object)) == 0;
        return phrase[at] switch
        {
            // the can, a must, her will
            "can" or "will" or "might" or "must" or "plus" or "down" or "past" when isNounHere => WordClass.Content,
            // "do it", "have a house" are verbs of their own
            "do" or "does"
                or "did" when at + 1 == phrase.Length
                    || (right & (PosTag.Determiner | PosTag.Possessive)) != 0 && (right & (PosTag.Subject | PosTag.Third)) == 0 =>
                WordClass.Content,
            "have" or "has"
                or "had" when (right & (PosTag.Determiner | PosTag.Possessive | PosTag.Number)) != 0
                    && (right & (PosTag.Subject | PosTag.Third)) == 0 =>
                WordClass.Content,
            "like" when (left & (PosTag.Subject | PosTag.Modal | PosTag.To | PosTag.Do)) != 0 => WordClass.Content,
            "her" when at + 1 == phrase.Length
                || (right & (PosTag.Preposition | PosTag.To | PosTag.Conjunction | PosTag.Determiner | PosTag.Possessive)) != 0 =>
                WordClass.Pronoun,
            "so" when (left & PosTag.Be) != 0 || (right & (PosTag.Adjective | PosTag.Adverb)) != 0 => WordClass.Content,
            _ => usual,
        };
    }
}
