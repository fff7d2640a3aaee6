namespace Timbre.Models;

/// <summary>How a long training stood after a pass over the recordings: less is better.</summary>
/// <param name="Pass">0 is the rapid voice that it begins with.</param>
/// <param name="Learnt">Mean loss on the way, over what is learnt from.</param>
/// <param name="Held">Mean loss after it, over recordings that are not learnt from.</param>
public readonly record struct TrainingPoint(int Pass, double Learnt, double Held);
