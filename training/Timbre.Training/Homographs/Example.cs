using Timbre.Text.Lexicons.Tagging;

namespace Timbre.Training.Homographs;

/// <summary>A homograph in its sentence, with the reading that is right there.</summary>
/// <param name="Words">The sentence's words in small letters.</param>
/// <param name="At">Index of the homograph.</param>
/// <param name="Homograph">Its readings.</param>
/// <param name="IsRight">For each reading whether it is right; several are where they sound alike.</param>
/// <param name="Weight">How much it counts in training.</param>
/// <param name="Source">What it is taken from.</param>
/// <param name="Fold">Below <see cref="FoldCount"/>, by a hash of the sentence, or of the template that it was made from.</param>
internal sealed record Example(
    IReadOnlyList<string> Words, int At, Homograph Homograph, IReadOnlyList<bool> IsRight, double Weight, Source Source, int Fold)
{
    /// <summary>The number of folds.</summary>
    public const int FoldCount = 10;

    /// <summary>The fold of what is no sentence, and always trained on.</summary>
    public const int AlwaysTrained = -1;

    /// <summary>True for one of the sentences that a template makes, so that long templates do not count more in the figures.</summary>
    public bool IsEvaluated { get; init; } = true;

    /// <summary>The homograph, in small letters.</summary>
    public string Word => Words[At];

    /// <summary>The fold of a text: the same on every machine.</summary>
    public static int FoldOf(string text) => (int)(HomographFeatures.Mix(HomographFeatures.Hash(text), 0) % FoldCount);
}

/// <summary>What an example is taken from.</summary>
internal enum Source
{
    /// <summary>The teacher's sentences, with the teacher's labels as far as they were looked through.</summary>
    Books,

    /// <summary>Sentences that were written for the purpose.</summary>
    Written,

    /// <summary>Sentences that were written for many words of one kind.</summary>
    WrittenForMany,

    /// <summary>A word that is near a homograph when it is said one way.</summary>
    ContextWord,

    /// <summary>A sentence where another word was replaced by a homograph; it trains shared weights only.</summary>
    Replaced,
}
