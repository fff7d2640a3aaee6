using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Consent;
using Timbre.Server.Jobs;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Builds.Steps;

/// <summary>Trains the model on the recordings that the decision about the consent was about.</summary>
internal sealed class TrainStep(
    Database db, TrainingDataChecks verdicts, AnalysisTable analyses, ConsentGate gate, VoiceTraining training, BuildTable builds,
    BlobFolder blobs, BlobDeletions deletions, VoiceModelEvents models) : IBuildStep
{
    private const string RapidKept =
        "Long training made nothing better on recordings that were held out of it: the voice is the rapid one.";

    public BuildStep Step => BuildStep.Train;

    public string OwnFault =>
        "The training failed for a reason inside the server, several times. " +
        "The operator finds it in the log; build again when it is mended.";

    public async Task<StepEnd> Run(Voice voice, Job job, CancellationToken ct)
    {
        var verdict = await verdicts.SoFar(voice, ct);
        if (verdict.Missing is not null || await analyses.IsAnyDue(voice.Id, AnalysisPart.Measures, ct)
            || await gate.ToTrain(voice, [.. verdict.All.Where(TrainingData.Usable)], ct) is not { } permit)
            return new StepResult.Done(BuildEvent.DataOutdated); // recordings came or went since the decision, which was about others

        await Note(voice, verdict.Note, ct);
        try
        {
            var (model, blob) = await training.Train(permit, voice, Report(voice, ct), ct); // a crash here costs half a minute, never data
            return End(voice, verdict, permit, model, blob);
        }
        catch (VoiceDataException wrong)
        {
            return new StepResult.Refuse(BuildEvent.DataRefused, wrong.Message, [.. verdict.AtFault]);
        }
    }

    private StepEnd End(Voice voice, TrainingDataCheck verdict, ConsentGate.TrainingPermit permit, VoiceModel model, string blob)
    {
        string? replaced = null;
        return new StepEnd(Write) { Committed = DeleteReplaced, Superseded = Discard };

        async Task<StepResult> Write(UnitOfWork unit, Voice current, CancellationToken ct)
        {
            if (model.IsRapidKept)
                await BuildTable.Note(unit, voice.Id, string.Join(' ', new[] { verdict.Note, RapidKept }.OfType<string>()), ct);
            await BuildTable.Curve(unit, voice.Id, TrainingCurve.Text(model.Curve), ct);
            await VoiceTable.ReplaceModel(unit, voice.Id, blob, voice.Build, permit.Record, ct);
            replaced = current.ModelBlob;
            return new StepResult.Done(BuildEvent.Trained);
        }

        async Task DeleteReplaced()
        {
            await training.DeleteCheckpoint(voice);
            if (replaced is null)
                return;
            await deletions.Delete(replaced); // a crash just before leaves a blob that the sweep removes
            models.Retire(replaced);
        }

        async Task Discard()
        {
            await blobs.Delete(blob);
            await training.DeleteCheckpoint(voice);
        }
    }

    private Func<TrainingProgress, Task> Report(Voice voice, CancellationToken ct) => progress => builds.Report(
        voice.Id, voice.Build, Stage.Training, progress.Fraction, progress.SecondsLeft, ct, TrainingCurve.Text(progress.Curve));

    private async Task Note(Voice voice, string? note, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await BuildTable.Note(unit, voice.Id, note, ct);
        await unit.Commit();
    }
}
