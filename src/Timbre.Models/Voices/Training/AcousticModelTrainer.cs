using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.Extraction;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Output;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Voices.Training;

/// <summary>
/// Trains an acoustic model: extracts features, conditions the average voice on the speaker, fine-tunes it, calibrates its output.
/// </summary>
/// <param name="weights">The average voice.</param>
/// <param name="encoder">Tells it who speaks.</param>
/// <param name="type">How much work to put in.</param>
/// <param name="maxCores">Threads at once.</param>
/// <param name="progress">Told now and then.</param>
/// <param name="checkpointStore">Keeps what a long training has reached, or null.</param>
internal sealed class AcousticModelTrainer(
    AcousticModelWeights weights, Encoder encoder, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress,
    ICheckpointStore? checkpointStore, CancellationToken ct)
{
    private const double MinSeconds = 0.4;
    private const double MaxUnsplitSeconds = 60, ChunkSeconds = 20; // a longer recording is cut, whatever its text
    private const double TrainingShare = 0.95; // of the whole time, when learning ends
    private const double MinRecognisedSeconds = 2;
    private const int ValidationStride = 10; // phrases; to try a long training with
    private const int StepsPerMinute = 6000; // the rapid voice that a long training begins with
    private const double RapidShare = 0.05; // of learning
    // of recordings: a rapid voice is wanted in a minute, and memory has an end
    private const double MaxRapidSeconds = 60, MaxSeconds = 1800;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private bool IsProfessional => type == VoiceType.Professional;

    private double MaxTrainingSeconds => IsProfessional ? MaxSeconds : MaxRapidSeconds;

    /// <summary>Share of the whole time.</summary>
    private double ExtractionShare => IsProfessional ? 0.15 : 0.6;

    /// <summary>
    /// The voice, or null where hardly a word was heard. Words that were heard wrongly, as those of other languages are, still sound like
    /// what was said.
    /// </summary>
    public VoiceModel? TryTrain(IReadOnlyList<TrainingRecording> recordings, TrainingSchedule schedule)
    {
        ReportProgress("listening", 0);
        var features = ExtractFeatures([.. recordings.TakeWhile(UntilMaxSeconds())]);
        if (RecognisedSeconds(features) < MinRecognisedSeconds
            || SpeakerStatistics.Of(features, weights) is not { } conditioning)
            return null;
        PhraseTargets[] phrases = [.. PhraseTargets.Of(features, conditioning)];
        if (phrases.Length == 0)
            return null;
        var (network, curve) = IsProfessional && phrases.Length >= 2 * ValidationStride
            ? FineTune(phrases, conditioning, schedule)
            : (TrainFewEpochs(phrases, conditioning, schedule, ReportTraining), []);
        var parametersOfVoice = new AcousticModelParameters(
            conditioning,
            VoiceParametersFile.RoundToHalf(
                GlobalVariance.Apply(network, GlobalVariance.Measure(network, phrases, schedule.GlobalVarianceExponent))));
        ReportProgress("trying", TrainingShare);
        var (gain, _) = OutputCalibration.Measure(
            new AcousticModelVoice(parametersOfVoice.Network, conditioning, new ParametricVocoder(weights.Config.Layout)), ct);
        ReportProgress("done", 1);
        return new VoiceModel(
            type, DateTimeOffset.UtcNow, VoiceModel.NoConsent,
            new OutputStage(gain, Math.Clamp(0.6 * Math.Exp(conditioning.MeanLogF0), 40, 70), 1), parametersOfVoice)
        { Curve = curve };
    }

    private static double RecognisedSeconds(List<RecordingFeatures> features) =>
        features.SelectMany(recording => recording.Phrases).Sum(phrase => phrase.Durations.Sum()) * AcousticModelConfig.FramesPerStep
            * Framing.HopSeconds;

    /// <summary>Trains a fixed number of epochs over all phrases.</summary>
    private AcousticModelNetwork TrainFewEpochs(
        IReadOnlyList<PhraseTargets> phrases, SpeakerConditioning conditioning, TrainingSchedule schedule, Action<double> report)
    {
        var vector = conditioning.ToVector(weights.CodeScale);
        var network = AcousticModelNetwork.ForSpeaker(weights, vector).Map(parameters => (float[])parameters.Clone());
        var (trainer, random) = (new Trainer(network, maxCores), new Random(1));
        for (var epoch = 0; epoch < schedule.Epochs; epoch++)
        {
            report((double)epoch / schedule.Epochs);
            trainer.TrainEpoch(phrases, random, schedule.LearningRate, ct);
        }

        return network;
    }

    /// <summary>Trains for as long as the validation loss improves.</summary>
    private (AcousticModelNetwork Network, IReadOnlyList<TrainingPoint> Curve) FineTune(
        PhraseTargets[] phrases, SpeakerConditioning conditioning, TrainingSchedule schedule)
    {
        var validation = phrases.Where((_, i) => i % ValidationStride == ValidationStride - 1).ToArray();
        var training = phrases.Where((_, i) => i % ValidationStride != ValidationStride - 1).ToArray();
        var state = new EarlyStoppingTrainer(training, validation, maxCores, checkpointStore).Train(
            () =>
                TrainFewEpochs(
                    [.. training.TakeWhile(FirstMinute())], conditioning, TrainingSchedule.Rapid,
                    part => ReportTraining(RapidShare * part)),
            schedule, (part, curve) => ReportTraining(RapidShare + ((1 - RapidShare) * part), curve), ct);
        return (state.Best, state.Curve);
    }

    private Func<TrainingRecording, bool> UntilMaxSeconds()
    {
        var seconds = 0.0;
        return recording => (seconds += recording.Seconds) <= MaxTrainingSeconds + recording.Seconds;
    }

    private static Func<PhraseTargets, bool> FirstMinute()
    {
        var steps = 0;
        return phrase => (steps += phrase.Steps) <= StepsPerMinute + phrase.Steps;
    }

    private List<RecordingFeatures> ExtractFeatures(IReadOnlyList<TrainingRecording> recordings)
    {
        var extractor = new RecordingFeatureExtractor(encoder, weights.Config.Layout, weights.Config.Inventory);
        var coresOfOne = recordings.Count == 1 ? maxCores : 1;
        var extracted = new List<RecordingFeatures>[recordings.Count];
        var (done, gate) = (0, new Lock());
        Parallel.For(0, recordings.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, i =>
        {
            extracted[i] = [.. Chunks(recordings[i]).Select(chunk => extractor.Extract(chunk.Sound, chunk.Text, coresOfOne, ct))];
            lock (gate)
                ReportProgress("listening", ExtractionShare * ++done / recordings.Count);
        });
        return [.. extracted.SelectMany(list => list)];
    }

    private IEnumerable<(AudioClip Sound, string? Text)> Chunks(TrainingRecording recording)
    {
        AudioClip clip;
        try
        {
            clip = recording.Load();
        }
        catch (Exception cause) when (cause is AudioFormatException or IOException or InvalidDataException)
        {
            return []; // it is left out; the analysis has reported why
        }

        if (clip.Seconds < MinSeconds || Audio.Measures.Silence.IsSilent(clip))
            return [];
        if (clip.Seconds <= MaxUnsplitSeconds)
            return [(clip, recording.Transcript)];
        return Enumerable.Range(0, (int)Math.Ceiling(Math.Min(clip.Seconds, MaxTrainingSeconds) / ChunkSeconds))
            .Select(i => clip.Cut(i * ChunkSeconds, Math.Min(clip.Seconds, (i + 1) * ChunkSeconds)))
            .Where(chunk => chunk.Seconds >= MinSeconds)
            .Select(chunk => (chunk, (string?)null));
    }

    private void ReportTraining(double part) => ReportTraining(part, []);

    private void ReportTraining(double part, IReadOnlyList<TrainingPoint> curve) =>
        ReportProgress("adapting", ExtractionShare + ((TrainingShare - ExtractionShare) * part), curve);

    private void ReportProgress(string stage, double fraction, IReadOnlyList<TrainingPoint>? curve = null)
    {
        var secondsLeft = fraction > 0.02 ? _clock.Elapsed.TotalSeconds * (1 - fraction) / fraction : (double?)null;
        progress?.Report(new TrainingProgress(stage, fraction, secondsLeft) { Curve = curve ?? [] });
    }
}
