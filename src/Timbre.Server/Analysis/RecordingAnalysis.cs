using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Audio.Formats;
using Timbre.Audio.Pictures;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Server.Recognition;
using Timbre.Server.Recordings;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Analysis;

/// <summary>What was found in one recording.</summary>
/// <param name="Report">Figures and findings.</param>
/// <param name="Waveform">A <see cref="WaveformEnvelope"/>.</param>
/// <param name="Speaker">Null where it cannot be told who speaks.</param>
internal sealed record AnalysisResult(
    RecordingReport Report, sbyte[] Waveform, SpectrogramThumbnail Spectrogram, AudioFingerprint Fingerprint, SpeakerEmbedding? Speaker);

/// <summary>What is said in one recording.</summary>
/// <param name="Recording">As it was when it was listened to.</param>
/// <param name="Transcript">Null where nothing is said that anybody could make out.</param>
/// <param name="Report">The report with these words in it.</param>
internal sealed record TranscriptionResult(Recording Recording, Transcript? Transcript, RecordingReport Report);

/// <summary>Listens to recordings; nothing is written.</summary>
internal sealed class RecordingAnalysis(
    BlobFolder blobs, AnalysisBounds bounds, Encoder encoder, Estimator estimator, RecogniserInUse recogniser,
    ILogger<RecordingAnalysis> log)
{
    private readonly RecordingAnalyser _analyser = new(encoder, bounds);

    /// <summary>Figures, findings and pictures.</summary>
    /// <param name="recording">Which.</param>
    /// <param name="transcript">What is said, as far as an earlier analysis knows.</param>
    /// <param name="ct">Cancels the analysis.</param>
    public async Task<AnalysisResult> Measure(Recording recording, Transcript? transcript, CancellationToken ct)
    {
        var clip = await Read(recording, ct);
        var scores = estimator.Estimate(clip, ct);
        ct.ThrowIfCancellationRequested();
        return new AnalysisResult(
            _analyser.Analyse(clip, scores, transcript), WaveformEnvelope.Of(clip.Samples), SpectrogramThumbnail.Of(clip),
            AudioFingerprint.Of(clip), encoder.TryEmbed(clip, ct));
    }

    /// <summary>What is said in some recordings, which have been measured; those of no speech are not listened to.</summary>
    public async Task<IReadOnlyList<TranscriptionResult>> Transcribe(IReadOnlyList<Recording> recordings, CancellationToken ct)
    {
        var clips = new List<AudioClip>();
        foreach (var recording in recordings)
            clips.Add(await Read(recording, ct));
        var spoken = recordings.Index().Where(pair => HasWords(pair.Item)).Select(pair => pair.Index).ToList();
        var transcripts = Recognise([.. spoken.Select(i => recordings[i])], [.. spoken.Select(i => clips[i])], ct);
        var results = new Transcript?[recordings.Count];
        foreach (var (position, i) in spoken.Index())
            results[i] = transcripts[position];
        return [.. recordings.Select((recording, i) =>
            new TranscriptionResult(recording, results[i], _analyser.Analyse(clips[i], Scores(recording), results[i])))];
    }

    private static bool HasWords(Recording recording) =>
        recording is { IsSilent: false, SpeechSeconds: > 0, Seconds: <= Transcriber.MaxSeconds };

    private static EstimatedScores? Scores(Recording recording) =>
        recording is { StoiScore: { } stoi, PesqScore: { } pesq, SiDrScore: { } siSdr } ? new EstimatedScores(stoi, pesq, siSdr) : null;

    private IReadOnlyList<Transcript?> Recognise(IReadOnlyList<Recording> recordings, IReadOnlyList<AudioClip> clips, CancellationToken ct)
    {
        try
        {
            return new Transcriber(recogniser.Current(recordings[0].VoiceId)).Of(
                [.. clips.Zip(recordings, (clip, recording) => new TranscriptionInput(clip, recording.Text))], ct);
        }
        catch (RecogniserFailedException problem) when (recordings.Count == 1)
        {
            log.LogWarning(problem, "What is said in recording {Recording} cannot be recognised", recordings[0].Id);
            return [null];
        }
        catch (RecogniserFailedException)
        {
            // one of them is at fault, and only that goes without
            return [.. recordings.Zip(clips).SelectMany(pair => Recognise([pair.First], [pair.Second], ct))];
        }
    }

    private async Task<AudioClip> Read(Recording recording, CancellationToken ct)
    {
        await using var sound = await blobs.OpenRead(recording.WorkBlob, ct);
        return WavReader.Read(sound, AudioLimits.UpTo(recording.Seconds + 1, long.MaxValue));
    }
}
