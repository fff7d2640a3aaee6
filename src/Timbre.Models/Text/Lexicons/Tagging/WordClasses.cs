using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Lexicons.Tagging;

/// <summary>The class of a word where it stands: its usual one, but for the few function words that are often something else.</summary>
internal static class WordClasses
{
    /// <summary>What the word at a place does.</summary>
    public static WordClass Of(Phrase phrase, int at)
    {
        var usual = FunctionWords.ClassOf(phrase[at]);
        if (usual == WordClass.Content)
            return usual;
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var isNounHere = (left & (Tag.Determiner | Tag.Possessive)) != 0 && (left & (Tag.Subject | Tag.Object)) == 0;
        return phrase[at] switch
        {
            // the can, a must, her will
            "can" or "will" or "might" or "must" or "plus" or "down" or "past" when isNounHere => WordClass.Content,
            // "do it", "have a house" are verbs of their own
            "do" or "does" or "did" when at + 1 == phrase.Length || (right & (Tag.Determiner | Tag.Possessive)) != 0 && (right & (Tag.Subject | Tag.Third)) == 0 => WordClass.Content,
            "have" or "has" or "had" when (right & (Tag.Determiner | Tag.Possessive | Tag.Number)) != 0 && (right & (Tag.Subject | Tag.Third)) == 0 => WordClass.Content,
            "like" when (left & (Tag.Subject | Tag.Modal | Tag.To | Tag.Do)) != 0 => WordClass.Content,
            "her" when at + 1 == phrase.Length || (right & (Tag.Preposition | Tag.To | Tag.Conjunction | Tag.Determiner | Tag.Possessive)) != 0 => WordClass.Pronoun,
            "so" when (left & Tag.Be) != 0 || (right & (Tag.Adjective | Tag.Adverb)) != 0 => WordClass.Content,
            _ => usual,
        };
    }
}
