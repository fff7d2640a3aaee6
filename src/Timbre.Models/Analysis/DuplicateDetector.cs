using Timbre.Audio.Fingerprints;
using Timbre.Models.Analysis.Rules;

namespace Timbre.Models.Analysis;

/// <summary>Finds what a dataset holds twice: a recording again, or a part of it, whatever its loudness, coding or noise.</summary>
/// <remarks>Goes through the recordings in order; the later of two is the duplicate. For one thread at a time.</remarks>
public sealed class DuplicateDetector(AnalysisBounds bounds)
{
    private static readonly Rule Duplicate = new(
        FindingCodes.Duplicate, "share", "Leave one of the two out: what is there twice counts twice.");

    private readonly FingerprintIndex<(string Name, double Seconds)> _earlier = new();

    /// <summary>A detector with the default bounds.</summary>
    public DuplicateDetector()
        : this(AnalysisBounds.Default)
    {
    }

    /// <summary>Takes the next recording.</summary>
    /// <param name="name">What messages about later ones call it.</param>
    /// <param name="fingerprint">Of the whole of it.</param>
    /// <returns>What an earlier recording has in common with it; null where none has enough.</returns>
    public Finding? Add(string name, AudioFingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var best = _earlier.Find(fingerprint)
            .Select(one =>
                (one.Key.Name, one.Match, Share: Math.Min(1, one.Match.Seconds / Math.Min(fingerprint.Seconds, one.Key.Seconds))))
            .DefaultIfEmpty()
            .MaxBy(one => one.Share);
        _earlier.Add((name, fingerprint.Seconds), fingerprint);

        if (best.Name is null || best.Share < bounds.DuplicateWarnShare)
            return null;
        var (start, end) = (best.Match.StartSeconds, Math.Min(best.Match.EndSeconds, fingerprint.Seconds));
        return Duplicate.At(
            Severity.Warn, best.Share, bounds.DuplicateWarnShare,
            $"From {start:0.0} to {end:0.0} s this is the same as \"{best.Name}\" from {best.Match.OtherStartSeconds:0.0} s.",
            new(start, end));
    }
}
