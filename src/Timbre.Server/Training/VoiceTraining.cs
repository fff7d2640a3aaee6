using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Server.Consent;
using Timbre.Server.Hosting;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Training;

/// <summary>Recordings in, a model out.</summary>
internal sealed class VoiceTraining(BlobFolder blobs, VoiceEngine engine, Settings settings, ILogger<VoiceTraining> log)
{
    /// <summary>
    /// Trains and stores the model, which no row names yet. Slow; goes on from the build's checkpoint where an earlier run left one.
    /// </summary>
    /// <param name="permit">Which recordings may be learnt from.</param>
    /// <param name="voice">Whose model.</param>
    /// <param name="report">Told how far it is, twice a second at most; <see cref="SupersededException"/> ends the training.</param>
    /// <param name="ct">Parks the work.</param>
    /// <exception cref="VoiceDataException">The recordings cannot make a voice.</exception>
    /// <exception cref="SupersededException">The build that it is for is over.</exception>
    public async Task<(VoiceModel Model, string Blob)> Train(
        ConsentGate.TrainingPermit permit, Voice voice, Func<TrainingProgress, Task> report, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var progress = new ProgressWriter(report, stop, log);
        try
        {
            var memory = new CheckpointStore(blobs, voice.Id, voice.Build);
            var model = await Task.Run(() => Learn(permit, voice.Type, progress, memory, stop.Token), stop.Token);
            return (model, Store(voice, model.WithConsent(permit.Stamp)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new SupersededException();
        }
    }

    /// <summary>The build has ended, and nobody needs its checkpoint.</summary>
    public void Forget(Voice voice) => new CheckpointStore(blobs, voice.Id, voice.Build).Forget();

    /// <summary>The only way from recordings to a model on a server.</summary>
    private VoiceModel Learn(
        ConsentGate.TrainingPermit permit, VoiceType type, IProgress<TrainingProgress> progress, ICheckpointStore memory,
        CancellationToken ct) =>
        engine.Train([.. permit.Recordings.Select(Load)], type, Cores, progress, memory, ct);

    private int Cores => settings.Limits.TrainingCores > 0 ? settings.Limits.TrainingCores : Math.Max(1, Environment.ProcessorCount / 2);

    private TrainingRecording Load(Recording recording)
    {
        var path = blobs.PathOf(recording.WorkBlob);
        var limits = AudioLimits.UpTo(recording.Seconds + 1, long.MaxValue);
        return new TrainingRecording(recording.Name, () => WavReader.Read(path, limits), recording.SpokenText, recording.Seconds);
    }

    private string Store(Voice voice, VoiceModel model)
    {
        using var file = blobs.NewFile();
        model.Save(file);
        file.Flush();
        return blobs.Adopt(voice.Id, file.Name, ".voice");
    }
}
