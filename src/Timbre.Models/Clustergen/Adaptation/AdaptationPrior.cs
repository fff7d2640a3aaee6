namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>Weights of the prior (MAP adaptation): the number of frames of 5 ms that a parent's estimate is worth.</summary>
/// <param name="BroadFrames">Voiceless sounds, towards the voiced.</param>
/// <param name="ClassFrames">A class of phones, towards all voiced or voiceless ones.</param>
/// <param name="PhoneFrames">A phone, towards its class.</param>
/// <param name="MaxFrames">More frames of a phone say no more: recognition takes some sounds for others, always the same, and a mean of
/// many such frames draws phones together until words mumble.</param>
/// <param name="Level">How much of the differences in loudness between phones is taken over, 0 to 1.</param>
internal readonly record struct AdaptationPrior(double BroadFrames, double ClassFrames, double PhoneFrames, double MaxFrames, double Level);
