using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Consent;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Hosting;
using Timbre.Server.Jobs;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Training;

/// <summary>The job that makes the voice: recordings in, a model and a finished voice out.</summary>
internal sealed class TrainVoice(
    Database db, VoiceTable voices, VoiceAnalysis analysis, SpeakerCheck speakers, TrainingDataChecks verdicts, ConsentGate gate,
    IntentTable intents, Transitions transitions, BlobFolder blobs, BlobDeletions deletions, ScratchFiles scratch, VoiceEngine engine,
    VoiceModels models,
    Settings settings, TimeProvider time, ILogger<TrainVoice> log) : IIntentHandler
{
    public const string Work = "train";
    private const string RapidKept =
        "Long training made nothing better on recordings that were held out of it: the voice is the rapid one.";

    public string Kind => Work;

    public int AtOnce => settings.Limits.MaxTrainingsAtOnce;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        if (await voices.Find(intent.Subject.Id, ct) is not { Status: VoiceStatus.Running } voice || voice.Build != intent.Build)
        {
            await Drop(intent, ct);
            return; // deleted meanwhile, or an earlier run died after its commit
        }

        using (var measuring = new AnalysisProgress(voices, voice, time))
            await analysis.Measure(voice.Id, measuring.Part(1), ct); // what nobody has measured is not learnt from
        await speakers.Run(voice.Id, ct);
        var verdict = await verdicts.Of(voice, ct);
        if (verdict.Missing is not null)
        {
            await RefuseData(intent, voice, verdict.Issue, verdict, ct);
            return;
        }

        if (await gate.ToTrain(voice, [.. verdict.All.Where(TrainingData.Usable)], ct) is not { } permit)
        {
            await AskAgain(intent, ct); // recordings came or went since the decision, which was about others
            return;
        }

        await Note(voice, verdict.Note, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var progress = new ProgressWriter(voices, voice, stop, log);
        await using var memory = await CheckpointStore.Open(blobs, scratch, voice.Id, voice.Build, log, ct);
        using var sounds = await TrainingSounds.Lease(blobs, permit.Recordings, ct);
        VoiceModel model;
        try
        {
            // slow; a crash here costs half a minute, never data
            model = await Task.Run(() => Learn(permit, sounds, voice.Type, progress, memory, stop.Token), stop.Token);
        }
        catch (VoiceDataException wrong)
        {
            await RefuseData(intent, voice, wrong.Message, verdict, ct);
            return;
        }

        var blob = await Store(voice, model.WithConsent(permit.Stamp), ct);
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is { Status: VoiceStatus.Running } current && current.Build == intent.Build)
        {
            if (model.IsRapidKept)
                await VoiceTable.Note(unit, voice.Id, string.Join(' ', new[] { verdict.Note, RapidKept }.OfType<string>()), ct);
            await VoiceTable.Curve(unit, voice.Id, TrainingCurve.Text(model.Curve), ct);
            await transitions.Finish(unit, current, blob, permit.Record, ct); // the webhook's row, same transaction
            await IntentTable.Remove(unit, intent.Id, ct);
            await unit.Commit();
            if (current.ModelBlob is { } old)
            {
                await deletions.Delete(old); // a crash just before leaves a blob that the sweep removes
                models.Evict(old);
            }
        }
        else
        {
            await blobs.Delete(blob);
        }

        await memory.Forget();
    }

    public async Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct)
    {
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { Status: VoiceStatus.Running } voice && voice.Build == intent.Build)
            await transitions.Fail(
                unit, voice,
                "The training failed for a reason inside the server, several times. The operator finds it in the log; build again when it "
                    + "is mended.",
                ct);
    }

    /// <summary>The only way from recordings to a model on a server.</summary>
    private VoiceModel Learn(
        ConsentGate.TrainingPermit permit, TrainingSounds sounds, VoiceType type, IProgress<TrainingProgress> progress,
        ICheckpointStore memory, CancellationToken ct) =>
        engine.Train([.. permit.Recordings.Select(sounds.Of)], type, Cores, progress, memory, ct);

    private int Cores => settings.Limits.TrainingCores > 0 ? settings.Limits.TrainingCores : Math.Max(1, Environment.ProcessorCount / 2);

    private async Task<string> Store(Voice voice, VoiceModel model, CancellationToken ct)
    {
        await using var file = scratch.NewUnnamed();
        model.Save(file);
        file.Position = 0;
        var name = BlobName.New(voice.Id, ".voice");
        await blobs.Put(name, file, ct); // a crash before the row's commit leaves a blob that the sweep removes
        return name;
    }

    private async Task Note(Voice voice, string? note, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await VoiceTable.Note(unit, voice.Id, note, ct);
        await unit.Commit();
    }

    private async Task RefuseData(Intent intent, Voice voice, string issue, TrainingDataCheck verdict, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is { Status: VoiceStatus.Running } current && current.Build == intent.Build)
            await transitions.RefuseData(unit, current, issue, verdict.AtFault, ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
    }

    private async Task AskAgain(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { Status: VoiceStatus.Running } voice && voice.Build == intent.Build)
            await intents.Add(unit, DecideConsent.Work, voice.Id, voice.Build, null, ct);
        await unit.Commit();
    }

    private async Task Drop(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
    }
}
