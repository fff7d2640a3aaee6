using Timbre.Models.Analysis;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;

namespace Timbre.Server.Analysis;

/// <summary>Recordings that training does not take because of what was found in them, and how that is told.</summary>
/// <param name="Recordings">In their own order.</param>
/// <param name="Findings">Of these recordings.</param>
internal sealed record ExcludedRecordings(IReadOnlyList<Recording> Recordings, ILookup<string, FindingRow> Findings)
{
    private const int MaxNamed = 3;
    private const string Fix = "fix";

    private static readonly Dictionary<string, string> States = new()
    {
        [FindingCodes.Silent] = "silent",
        [FindingCodes.NoSpeech] = "without speech",
        [FindingCodes.Noisy] = "too noisy",
        [FindingCodes.Hum] = "spoilt by mains hum",
        [FindingCodes.SteadyTone] = "spoilt by a steady tone",
        [FindingCodes.Clicks] = "full of clicks",
        [FindingCodes.Dropouts] = "full of holes",
        [FindingCodes.Clipping] = "clipped",
        [FindingCodes.TooQuiet] = "too quiet",
        [FindingCodes.Reverberant] = "too reverberant",
        [FindingCodes.NarrowBand] = "without high frequencies",
        [FindingCodes.Muffled] = "muffled",
        [FindingCodes.Thin] = "without low frequencies",
        [FindingCodes.ResamplingImages] = "resampled without a filter",
        [FindingCodes.LowResolution] = "of too few bits",
        [FindingCodes.Unintelligible] = "hard to understand",
        [FindingCodes.PoorQuality] = "of poor quality",
        [FindingCodes.Duplicate] = "there twice",
        [FindingCodes.Outlier] = "of another speaker",
    };

    /// <summary>Of a voice's recordings those that the analysis leaves out, unless the caller has had the last word.</summary>
    public static bool IsExcluded(Recording recording) =>
        recording.IsSilent || recording.IsOutlier || (recording is { MeasuredBy: not null, ActiveGiven: null, IsActive: false });

    public static async Task<ExcludedRecordings> Of(IEnumerable<Recording> all, FindingTable findings, CancellationToken ct)
    {
        var recordings = all.Where(IsExcluded).ToList();
        return new ExcludedRecordings(recordings, await findings.Of([.. recordings.Select(recording => recording.Id)], ct));
    }

    /// <summary>
    /// How many for which reason, by name, with or without what helps: <c>1 recording is clipped (a.wav): record again with less gain.</c>
    /// </summary>
    public IEnumerable<string> Sentences(bool remedies) =>
        from recording in Recordings
        group recording by Reason(recording) into same
        orderby same.Count() descending, same.Key.State
        let count = same.Count() == 1 ? "1 recording is" : $"{same.Count()} recordings are"
        let help = !remedies || same.Key.Remedy is not { } remedy
            ? "."
            : $"{(same.Count() == 1 ? ":" : "; for each:")} {char.ToLowerInvariant(remedy[0])}{remedy[1..]}"
        select $"{count} {same.Key.State} ({Names([.. same])}){help}";

    private (string State, string? Remedy) Reason(Recording recording)
    {
        var mostSevere = Findings[recording.Id].FirstOrDefault(finding =>
            recording.IsOutlier ? finding.Code == FindingCodes.Outlier : finding.Severity == Fix);
        return mostSevere is not null ? (States.GetValueOrDefault(mostSevere.Code, mostSevere.Code.Replace('_', ' ')), mostSevere.Remedy)
            : (recording.IsSilent ? "silent" : "not usable", null);
    }

    private static string Names(IReadOnlyList<Recording> recordings)
    {
        var named = string.Join(", ", recordings.Take(MaxNamed).Select(recording => recording.Name));
        return recordings.Count > MaxNamed ? $"{named} and {recordings.Count - MaxNamed} more" : named;
    }
}
