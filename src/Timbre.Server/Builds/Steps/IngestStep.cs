using Timbre.Server.Analysis;
using Timbre.Server.Datasets;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;

namespace Timbre.Server.Builds.Steps;

/// <summary>Turns the dataset address into recordings.</summary>
internal sealed class IngestStep(DatasetIngest dataset, BuildTable builds, WebhookPolicy policy, TimeProvider time) : IBuildStep
{
    private const int MaxPassingFailures = 3;

    public BuildStep Step => BuildStep.Ingest;

    public string OwnFault =>
        "The dataset could not be read for a reason inside the server, several times. " +
        "The operator finds it in the log; build again when it is mended.";

    public async Task<StepEnd> Run(Voice voice, Job job, CancellationToken ct)
    {
        if (voice.DatasetUrl is null || voice.DatasetDone)
            return new StepResult.Done(BuildEvent.Ingested);

        await builds.Report(voice.Id, voice.Build, Stage.Downloading, 0, null, ct);
        try
        {
            using var progress = new AnalysisProgress(
                (fraction, secondsLeft, stop) => builds.Report(voice.Id, voice.Build, Stage.Analysing, fraction, secondsLeft, stop), time);
            var notes = await dataset.Run(voice, progress, ct);
            return new StepEnd(async (unit, _, stop) =>
            {
                await VoiceTable.NoteDataset(unit, voice.Id, notes, stop);
                return new StepResult.Done(BuildEvent.Ingested);
            });
        }
        catch (DatasetException wrong) when (wrong.MayPass && job.Attempts < MaxPassingFailures)
        {
            var wait = TimeSpan.FromSeconds(policy.RetryScale * 5 * Math.Pow(3, job.Attempts));
            return new StepResult.Wait(time.GetUtcNow() + wait);
        }
        catch (DatasetException wrong)
        {
            return new StepResult.Refuse(BuildEvent.DataRefused, wrong.Message, []);
        }
    }
}
