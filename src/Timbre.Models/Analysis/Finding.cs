namespace Timbre.Models.Analysis;

/// <summary>A finding about a recording, with the measured value behind it.</summary>
/// <param name="Code">What it is, in words that stay: <c>clipping</c>, <c>too_quiet</c>, ...</param>
/// <param name="Severity">What follows from it.</param>
/// <param name="StartSeconds">Where it begins, in seconds of the recording.</param>
/// <param name="EndSeconds">Where it ends; with <paramref name="StartSeconds"/> 0 the whole recording where it has no place of its
/// own.</param>
/// <param name="Measured">The value found.</param>
/// <param name="Bound">The value from which on it is a finding.</param>
/// <param name="Unit">Unit of both: <c>dB</c>, <c>s</c>, <c>Hz</c>, <c>LUFS</c>, <c>share</c> (0 to 1), <c>score</c>, <c>nat</c> (natural
/// logarithm of a likelihood ratio).</param>
/// <param name="Message">What was found, in one sentence with the number in it.</param>
/// <param name="Remedy">What to do about it, in one sentence.</param>
public sealed record Finding(
    string Code, Severity Severity, double StartSeconds, double EndSeconds, double Measured, double Bound, string Unit, string Message,
    string Remedy);
