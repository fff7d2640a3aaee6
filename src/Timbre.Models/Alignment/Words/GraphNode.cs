namespace Timbre.Models.Alignment.Words;

/// <summary>A phone between two others, a pause, or a stretch of any speech at all, as a piece of a <see cref="WordGraph"/>.</summary>
/// <param name="Phone">Its number; -1 where it is any speech.</param>
/// <param name="Next">The phone that comes behind it, as far as its states know.</param>
/// <param name="LogPenalty">Logarithm that is added on the way in: 0 or less.</param>
internal readonly record struct GraphNode(int Phone, int Next, float LogPenalty)
{
    /// <summary>True for a node of any speech instead of one phone.</summary>
    public bool IsAnySpeech => Phone < 0;
}

/// <summary>Nodes between two words, by number.</summary>
/// <param name="Pause">Silence.</param>
/// <param name="Noise">Breath, clicks.</param>
/// <param name="Extra">Speech that is in no word.</param>
/// <param name="After">Silence behind such speech.</param>
internal readonly record struct WordGap(int Pause, int Noise, int Extra, int After);
