namespace Timbre.Text.Scripts;

/// <summary>A word to say.</summary>
/// <param name="Source">What it stands for in the text; the words of "$5" share one span, in order.</param>
/// <param name="Spelling">The word in small letters, as a dictionary has it.</param>
/// <param name="Class">What it does in the sentence.</param>
/// <param name="Syllables">At least one.</param>
/// <param name="Style">Its prosody.</param>
public sealed record ScriptWord(TextSpan Source, string Spelling, WordClass Class, IReadOnlyList<Syllable> Syllables, SpeechStyle Style);

/// <summary>A syllable.</summary>
/// <param name="Stress">0 none, 1 primary, 2 secondary.</param>
/// <param name="Phones">Names of the CMU dictionary in capitals without digits; exactly one is a vowel, but for a word without any.</param>
public sealed record Syllable(int Stress, IReadOnlyList<string> Phones);

/// <summary>Word classes; all but <see cref="Content"/> are usually unaccented.</summary>
public enum WordClass
{
    /// <summary>Noun, main verb, adjective, adverb, number.</summary>
    Content,

    /// <summary>Preposition: in, of, for.</summary>
    Preposition,

    /// <summary>The particle or preposition "to".</summary>
    To,

    /// <summary>Determiner: the, a, this.</summary>
    Determiner,

    /// <summary>Modal verb: can, will.</summary>
    Modal,

    /// <summary>Conjunction: and, but, because.</summary>
    Conjunction,

    /// <summary>Question word: who, what.</summary>
    Wh,

    /// <summary>Possessive pronoun: her, its, my.</summary>
    Possessive,

    /// <summary>Auxiliary: is, have.</summary>
    Auxiliary,

    /// <summary>Personal pronoun: I, you, them.</summary>
    Pronoun,
}
