namespace Timbre.Bundles.Store;

/// <summary>What <c>timbre models check</c> measured of a bundle on this machine; <c>check.json</c> beside its manifest.</summary>
/// <param name="WordErrors">Wrong words of the check's sentences, as a share of all.</param>
/// <param name="Words">How many words those sentences have.</param>
/// <param name="RealTimeFactor">Seconds of computing for a second of sound, on one core.</param>
/// <param name="MemoryBytes">The most memory that the host process held.</param>
/// <param name="IsDeterministic">Whether the same sound gave the same words twice.</param>
/// <param name="Isolation">What its process was kept from: <c>files</c>, <c>writing</c>, <c>network</c>, <c>processes</c>.</param>
/// <param name="MeasuredAt">When.</param>
public sealed record CheckResult(
    double WordErrors, int Words, double RealTimeFactor, long MemoryBytes, bool IsDeterministic, IReadOnlyList<string> Isolation,
    DateTimeOffset MeasuredAt);
