namespace Timbre.Client;

/// <summary>Analysis of a voice's recordings: a summary and a page of single ones.</summary>
public sealed record VoiceAnalysis(AnalysisSummary Summary, IReadOnlyList<Distribution> Distributions, Page<RecordingAnalysis> Recordings);

/// <summary>All recordings of a voice together.</summary>
/// <param name="Analysed">How many have been analysed; the others are waiting for it.</param>
/// <param name="Usable">How many the next build learns from.</param>
/// <param name="Missing">What is missing for a build, in a sentence, or null.</param>
/// <param name="Notes">Recordings and steps that the last build left out, with reasons; or null.</param>
/// <param name="LoudnessGrades">Recordings of each grade, <c>A</c> to <c>F</c>.</param>
public sealed record AnalysisSummary(
    int Recordings,
    int Analysed,
    int Usable,
    double Seconds,
    double SecondsUsable,
    double SpeechSecondsUsable,
    string? Missing,
    string? Notes,
    SeverityCounts Severities,
    IReadOnlyList<CodeCount> Codes,
    IReadOnlyList<LeftOutReason> LeftOut,
    TranscriptSources Transcripts,
    IReadOnlyDictionary<string, int> LoudnessGrades);

/// <summary>Recordings by the gravest of their findings.</summary>
public sealed record SeverityCounts(int Fix, int Warn, int Note, int None);

/// <summary>The number of recordings with one kind of finding.</summary>
public sealed record CodeCount(string Code, string Severity, int Recordings, double Seconds, string Remedy);

/// <summary>Why so many recordings are not learnt from.</summary>
public sealed record LeftOutReason(string Code, int Recordings, double Seconds);

/// <summary>Numbers of recordings by the source of their text.</summary>
public sealed record TranscriptSources(int Given, int Recognised, int None, string? Recogniser);

/// <summary>Histogram of a measurement over all recordings; values beyond the ends are counted in the outermost bins.</summary>
public sealed record Distribution(
    string Name, string Unit, double Lowest, double BinWidth, IReadOnlyList<int> Counts, int Measured, double? Mean, double? Median);
