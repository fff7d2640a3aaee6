namespace Timbre.Models.Recognition.Search;

/// <summary>What may have been said up to a step.</summary>
/// <param name="Node">Of the lexicon's tree: how far the present word is.</param>
/// <param name="LastPhone">The phone that sounded last: it needs a blank before it sounds anew.</param>
/// <param name="IsBlank">Whether the step is a blank.</param>
/// <param name="Before">The word before the present one; -1 where there is none.</param>
/// <param name="BeforeThat">The one before that.</param>
internal readonly record struct HypothesisState(int Node, int LastPhone, bool IsBlank, int Before, int BeforeThat);

/// <summary>A state with the best way to it.</summary>
/// <param name="Score">ln p of sound and words, and of the likeliest word that the present one can become.</param>
/// <param name="History">The link to the words before; -1 for none.</param>
/// <param name="WordStart">The step at which the present word begins.</param>
internal readonly record struct Hypothesis(HypothesisState State, float Score, int History, int WordStart);

/// <summary>A word of a hypothesis, linked to the word before it.</summary>
/// <param name="Word">Its number.</param>
/// <param name="Start">Its first step.</param>
/// <param name="End">The step in which its last phone begins.</param>
/// <param name="Previous">The link before; -1 for none.</param>
internal readonly record struct WordLink(int Word, int Start, int End, int Previous);
