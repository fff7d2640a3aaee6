using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Audio.Formats;
using Timbre.Audio.Pictures;
using Timbre.Models.Analysis;
using Timbre.Models.Programs;
using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>What was found in one recording.</summary>
/// <param name="Report">Figures and findings.</param>
/// <param name="Waveform">A <see cref="WaveformEnvelope"/>.</param>
/// <param name="Speaker">Null where it cannot be told who speaks.</param>
internal sealed record Examined(RecordingReport Report, sbyte[] Waveform, SpectrogramThumbnail Spectrogram, AudioFingerprint Fingerprint, SpeakerEmbedding? Speaker);

/// <summary>What is said in one recording.</summary>
/// <param name="Recording">As it was when it was listened to.</param>
/// <param name="Transcript">Null where nothing is said that anybody could make out.</param>
/// <param name="Report">The report with these words in it.</param>
internal sealed record Heard(Recording Recording, Transcript? Transcript, RecordingReport Report);

/// <summary>Listens to recordings; nothing is written.</summary>
internal sealed class Examiner(BlobFolder blobs, Settings settings, ILogger<Examiner> log)
{
    private readonly RecordingAnalyser _analyser = new(settings.Analysis);
    private readonly Transcriber _transcriber = new();

    /// <summary>Figures, findings and pictures.</summary>
    /// <param name="recording">Which.</param>
    /// <param name="transcript">What is said, as far as an earlier analysis knows.</param>
    /// <param name="ct">Ends it.</param>
    public Examined Measure(Recording recording, Transcript? transcript, CancellationToken ct)
    {
        var clip = Read(recording);
        var scores = Estimator.Default.Estimate(clip, ct);
        ct.ThrowIfCancellationRequested();
        return new Examined(_analyser.Analyse(clip, scores, transcript), WaveformEnvelope.Of(clip.Samples), SpectrogramThumbnail.Of(clip), AudioFingerprint.Of(clip), Encoder.Default.TryEmbed(clip, ct));
    }

    /// <summary>What is said in some recordings, which have been measured; those of no speech are not listened to.</summary>
    public IReadOnlyList<Heard> Listen(IReadOnlyList<Recording> recordings, CancellationToken ct)
    {
        var clips = recordings.Select(Read).ToList();
        var spoken = recordings.Index().Where(pair => HasWords(pair.Item)).Select(pair => pair.Index).ToList();
        var transcripts = Transcribe([.. spoken.Select(i => recordings[i])], [.. spoken.Select(i => clips[i])], ct);
        var heard = new Transcript?[recordings.Count];
        foreach (var (place, i) in spoken.Index())
            heard[i] = transcripts[place];
        return [.. recordings.Select((recording, i) => new Heard(recording, heard[i], _analyser.Analyse(clips[i], Scores(recording), heard[i])))];
    }

    private static bool HasWords(Recording recording) => recording is { IsSilent: false, SpeechSeconds: > 0, Seconds: <= Transcriber.LongestSeconds };

    private static EstimatedScores? Scores(Recording recording) =>
        recording is { StoiScore: { } stoi, PesqScore: { } pesq, SiDrScore: { } siSdr } ? new EstimatedScores(stoi, pesq, siSdr) : null;

    private IReadOnlyList<Transcript?> Transcribe(IReadOnlyList<Recording> recordings, IReadOnlyList<Clip> clips, CancellationToken ct)
    {
        try
        {
            return _transcriber.Of([.. clips.Zip(recordings, (clip, recording) => new Utterance(clip, recording.Text))], ct);
        }
        catch (ProgramFailedException problem) when (recordings.Count == 1)
        {
            log.LogWarning(problem, "What is said in recording {Recording} cannot be recognised", recordings[0].Id);
            return [null];
        }
        catch (ProgramFailedException)
        {
            return [.. recordings.Zip(clips).SelectMany(pair => Transcribe([pair.First], [pair.Second], ct))]; // one of them is at fault, and only that goes without
        }
    }

    private Clip Read(Recording recording) => WavReader.Read(blobs.PathOf(recording.WorkBlob), AudioLimits.UpTo(recording.Seconds + 1, long.MaxValue));
}
