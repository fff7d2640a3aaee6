namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Part-of-speech tags of a word, as far as they are evidence for its neighbours.</summary>
[Flags]
internal enum PosTag
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>the, a, this.</summary>
    Determiner = 1,

    /// <summary>my, her, dog's.</summary>
    Possessive = 1 << 1,

    /// <summary>I, we, they, you, who: the verb behind it has no s.</summary>
    Subject = 1 << 2,

    /// <summary>he, she, it: the verb behind it has an s, or is past.</summary>
    Third = 1 << 3,

    /// <summary>me, him, them.</summary>
    Object = 1 << 4,

    /// <summary>of, in, with.</summary>
    Preposition = 1 << 5,

    /// <summary>to.</summary>
    To = 1 << 6,

    /// <summary>can, will, let's: a bare verb follows.</summary>
    Modal = 1 << 7,

    /// <summary>is, were, been.</summary>
    Be = 1 << 8,

    /// <summary>has, had.</summary>
    Have = 1 << 9,

    /// <summary>do, did, doesn't.</summary>
    Do = 1 << 10,

    /// <summary>and, or, but.</summary>
    Conjunction = 1 << 11,

    /// <summary>when, where, how, why, because, if: a clause follows.</summary>
    Clause = 1 << 12,

    /// <summary>two, hundred.</summary>
    Number = 1 << 13,

    /// <summary>A noun for certain.</summary>
    Noun = 1 << 14,

    /// <summary>A plural noun, probably.</summary>
    Plural = 1 << 15,

    /// <summary>A verb, for example see or make.</summary>
    Verb = 1 << 16,

    /// <summary>A verb's past form or participle.</summary>
    Past = 1 << 17,

    /// <summary>A verb's form in -ing.</summary>
    Ing = 1 << 18,

    /// <summary>new, strange, wonderful.</summary>
    Adjective = 1 << 19,

    /// <summary>often, quickly, not.</summary>
    Adverb = 1 << 20,

    /// <summary>very, too, so: an adjective follows.</summary>
    Degree = 1 << 21,

    /// <summary>A content word of which nothing else is known: a noun most of the time.</summary>
    Unknown = 1 << 22,
}
