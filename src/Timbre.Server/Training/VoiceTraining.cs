using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Server.Consent;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Training;

/// <summary>Recordings in, a model out.</summary>
internal sealed class VoiceTraining(
    BlobFolder blobs, ScratchFiles scratch, VoiceEngine engine, TrainingLimits limits, ILogger<VoiceTraining> log)
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
            await using var checkpoints = await CheckpointStore.Open(blobs, scratch, voice.Id, voice.Build, log, ct);
            using var sounds = await TrainingSounds.Lease(blobs, permit.Recordings, ct);
            var model = await Task.Run(() => Train(permit, sounds, voice.Type, progress, checkpoints, stop.Token), stop.Token);
            return (model, await Store(voice, model.WithConsent(permit.Stamp), ct));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new SupersededException();
        }
    }

    /// <summary>The build has ended, and nobody needs its checkpoint.</summary>
    public Task DeleteCheckpoint(Voice voice) => CheckpointStore.Delete(blobs, voice.Id, voice.Build);

    /// <summary>The only way from recordings to a model on a server.</summary>
    private VoiceModel Train(
        ConsentGate.TrainingPermit permit, TrainingSounds sounds, VoiceType type, IProgress<TrainingProgress> progress,
        ICheckpointStore checkpoints, CancellationToken ct) =>
        engine.Train([.. permit.Recordings.Select(sounds.Of)], type, Cores, progress, checkpoints, ct);

    private int Cores => limits.TrainingCores > 0 ? limits.TrainingCores : Math.Max(1, Environment.ProcessorCount / 2);

    private async Task<string> Store(Voice voice, VoiceModel model, CancellationToken ct)
    {
        await using var file = scratch.NewUnnamed();
        model.Save(file);
        file.Position = 0;
        var name = BlobName.New(voice.Id, ".voice");
        await blobs.Put(name, file, ct); // a crash before the row's commit leaves a blob that the sweep removes
        return name;
    }
}
