using System.Text.Json;
using Timbre.Audio.Pictures;
using Timbre.Models.Analysis;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Http;
using Timbre.Server.Recordings;

namespace Timbre.Server.Analysis.Report;

/// <summary>What the analysis says of one recording; all but the recording is null before it was analysed.</summary>
/// <param name="Recording">The recording with its scores, transcript and findings.</param>
/// <param name="Conditions">What was measured.</param>
/// <param name="WordsAtFault">Words of the caller's text that are not heard where they would have to be.</param>
/// <param name="Waveform">To draw the waveform from.</param>
/// <param name="Spectrogram">To draw a spectrogram from.</param>
public sealed record RecordingReportView(
    RecordingView Recording,
    RecordingReportView.Measured? Conditions,
    IReadOnlyList<RecordingReportView.Word>? WordsAtFault,
    RecordingReportView.Envelope? Waveform,
    RecordingReportView.Picture? Spectrogram)
{
    /// <summary>What was measured of the sound.</summary>
    /// <param name="Seconds">Length.</param>
    /// <param name="SpeechSeconds">How long somebody speaks.</param>
    /// <param name="SignalToNoiseDb">Speech over what is heard in its pauses.</param>
    /// <param name="NoiseFloorDb">Level of the pauses, in dB re full scale.</param>
    /// <param name="LoudnessLufs">Integrated loudness (ITU-R BS.1770).</param>
    /// <param name="PeakDb">Highest sample, in dB re full scale.</param>
    /// <param name="ClippedShare">Share of samples in flat tops, 0 to 1.</param>
    /// <param name="DcOffset">Mean amplitude, -1 to 1.</param>
    /// <param name="HumDb">Mains hum, in dB re full scale.</param>
    /// <param name="BandwidthHz">Up to where there is sound.</param>
    /// <param name="ReverberationSeconds">Estimated reverberation time; null where it cannot be told.</param>
    /// <param name="LeadingSilenceSeconds">Before the first word.</param>
    /// <param name="TrailingSilenceSeconds">After the last word.</param>
    public sealed record Measured(
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

    /// <summary>A word of a given text that is not what is heard.</summary>
    /// <param name="Text">As the text has it.</param>
    /// <param name="StartSeconds">Where it would have to begin.</param>
    /// <param name="EndSeconds">Where it would have to end.</param>
    public sealed record Word(string Text, double StartSeconds, double EndSeconds);

    /// <summary>The lowest and the highest sample of at most 400 equal stretches of the recording.</summary>
    /// <param name="Min">The lowest of each, -1 to 1.</param>
    /// <param name="Max">The highest of each, -1 to 1.</param>
    public sealed record Envelope(IReadOnlyList<double> Min, IReadOnlyList<double> Max);

    /// <summary>A spectrogram of at most 160 columns and 64 rows.</summary>
    /// <param name="Columns">Equal stretches of time, from the start of the recording to its end.</param>
    /// <param name="Rows">Bands from 0 Hz to `top_hz`, equally wide on the mel scale: mel(f) = 2595 · log10(1 + f / 700).</param>
    /// <param name="TopHz">Where the highest band ends.</param>
    /// <param name="FloorDb">What level 0 stands for, in dB re a sine of full scale; level 255 stands for 0 dB, and the levels between are
    /// evenly spaced in dB.</param>
    /// <param name="Levels">Base 64 of a byte for each place: column after column, in each the lowest band first.</param>
    public sealed record Picture(int Columns, int Rows, double TopHz, double FloorDb, string Levels);

    internal static RecordingReportView Of(RecordingView recording, AnalysisRow? row) =>
        row is null ? new(recording, null, null, null, null) : new(
        recording,
        Figures(JsonSerializer.Deserialize<SoundConditions>(row.Conditions, Wire.Options)!),
        [.. JsonSerializer.Deserialize<IReadOnlyList<WordAtFault>>(row.WordsAtFault, Wire.Options)!.Select(word =>
            new Word(word.Word, Math.Round(word.StartSeconds, 3), Math.Round(word.EndSeconds, 3)))],
        Drawn(Convert.FromBase64String(row.Waveform)),
        new Picture(
            row.SpectrogramColumns, SpectrogramThumbnail.Rows, row.SpectrogramTopHz, SpectrogramThumbnail.FloorDb, row.Spectrogram));

    private static Measured Figures(SoundConditions found) => new(
        Math.Round(found.Seconds, 3), Math.Round(found.SpeechSeconds, 3), Math.Round(found.SignalToNoiseDb, 2),
        Math.Round(found.NoiseFloorDb, 2), Math.Round(found.LoudnessLufs, 2),
        Math.Round(found.PeakDb, 2), Math.Round(found.ClippedShare, 6), Math.Round(found.DcOffset, 6), Math.Round(found.HumDb, 2),
        Math.Round(found.BandwidthHz, 1),
        found.ReverberationSeconds is { } seconds ? Math.Round(seconds, 3) : null, Math.Round(found.LeadingSilenceSeconds, 3),
        Math.Round(found.TrailingSilenceSeconds, 3));

    private static Envelope Drawn(byte[] levels)
    {
        var samples = levels.Select(level => Math.Round((sbyte)level / 127.0, 3)).ToList();
        return new Envelope([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }
}
