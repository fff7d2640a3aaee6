namespace Timbre.Client;

/// <summary>
/// One recording with what was measured of it and what it takes to draw it; all but the recording is null before it was analysed.
/// </summary>
public sealed record RecordingAnalysis(
    Recording Recording, SoundConditions? Conditions, IReadOnlyList<WordAtFault>? WordsAtFault, Waveform? Waveform,
    Spectrogram? Spectrogram);

/// <summary>Measurements of a sound; units are in the names, levels are relative to full scale.</summary>
/// <param name="ClippedShare">Share of samples in flat tops, 0 to 1.</param>
/// <param name="DcOffset">Mean amplitude, -1 to 1.</param>
/// <param name="BandwidthHz">Up to where there is sound.</param>
/// <param name="ReverberationSeconds">Null where it cannot be told.</param>
public sealed record SoundConditions(
    double Seconds,
    double SpeechSeconds,
    double SignalToNoiseDb,
    double NoiseFloorDb,
    double LoudnessLufs,
    double PeakDb,
    double ClippedShare,
    double DcOffset,
    double HumDb,
    double BandwidthHz,
    double? ReverberationSeconds,
    double LeadingSilenceSeconds,
    double TrailingSilenceSeconds);

/// <summary>A word of a given text that is not heard where it would have to be.</summary>
public sealed record WordAtFault(string Text, double StartSeconds, double EndSeconds);

/// <summary>The lowest and the highest sample, -1 to 1, of equal stretches of a recording.</summary>
public sealed record Waveform(IReadOnlyList<double> Min, IReadOnlyList<double> Max);

/// <summary>A small spectrogram: rows from 0 Hz to <paramref name="TopHz"/>, equally wide on the mel scale.</summary>
/// <param name="FloorDb">What level 0 stands for; 255 stands for 0 dB.</param>
/// <param name="Levels">Column after column, in each the lowest row first.</param>
public sealed record Spectrogram(int Columns, int Rows, double TopHz, double FloorDb, byte[] Levels);

/// <summary>One thing about a recording that somebody should know.</summary>
/// <param name="Severity"><c>fix</c> (left out until it is mended), <c>warn</c> or <c>note</c>.</param>
/// <param name="Measured">The value found, in <paramref name="Unit"/>.</param>
/// <param name="Bound">The value from which on it is a finding.</param>
public sealed record Finding(
    string Code, string Severity, double StartSeconds, double EndSeconds, double Measured, double Bound, string Unit, string Message,
    string Remedy);

/// <summary>Measures of a recording.</summary>
/// <param name="SignalToNoiseRatio">In dB.</param>
/// <param name="LoudnessGrade"><c>A</c> (as loud as it should be) to <c>F</c>.</param>
public sealed record RecordingMetrics(double? SignalToNoiseRatio, string? LoudnessGrade, double? ResembleSampleScore);
