namespace Timbre.Models.SpeakerEncoder;

/// <summary>Similarity of the speakers of two sounds.</summary>
/// <param name="Similarity">Cosine of the embeddings, -1 to 1.</param>
/// <param name="LogLikelihoodRatio">How much likelier the sounds are from one speaker than from two, as a natural logarithm: 0 where either
/// is as likely.</param>
/// <param name="Same">Whether the ratio is at the threshold or above.</param>
public sealed record SpeakerMatch(double Similarity, double LogLikelihoodRatio, bool Same);
