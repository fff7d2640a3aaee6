namespace Timbre.Server.Recordings.Findings;

/// <summary>One thing about a recording that somebody should know, with the number that shows it.</summary>
/// <param name="Code">What it is, in words that stay: `clipping`, `too_quiet`, ...</param>
/// <param name="Severity">`fix` (the recording is left out until it is mended), `warn` (it is used, and the voice would be better without
/// the fault) or `note`.</param>
/// <param name="StartSeconds">Where it begins, in seconds of the recording.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Measured">The value found.</param>
/// <param name="Bound">The value from which on it is a finding.</param>
/// <param name="Unit">Unit of both.</param>
/// <param name="Message">What was found, in one sentence.</param>
/// <param name="Remedy">What to do about it, in one sentence.</param>
public sealed record FindingView(
    string Code, string Severity, double StartSeconds, double EndSeconds, double Measured, double Bound, string Unit, string Message,
    string Remedy)
{
    public static FindingView Of(FindingRow row) => new(
        row.Code, row.Severity, Math.Round(row.StartSeconds, 3), Math.Round(row.EndSeconds, 3), Math.Round(row.Measured, 4),
        Math.Round(row.Bound, 4), row.Unit, row.Message, row.Remedy);
}
