using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Builds.Steps;

/// <summary>Brings the analysis of the recordings up to date and says whether what is usable of them makes a voice.</summary>
internal sealed class AnalyseStep(
    VoiceAnalysis analysis, SpeakerCheck speakers, DuplicateCheck copies, TrainingDataChecks verdicts, AnalysisTable analyses,
    AnalysisRequest request,
    RecordingTable recordings, VoiceTable voices, BuildTable builds, TimeProvider time) : IBuildStep
{
    public BuildStep Step => BuildStep.Analyse;

    public string OwnFault =>
        "The recordings could not be analysed for a reason inside the server, several times. " +
        "The operator finds it in the log; build again when it is mended.";

    public async Task<StepEnd> Run(Voice voice, Job job, CancellationToken ct)
    {
        var isIngested = voice.DatasetUrl is not null && !voice.DatasetDone; // by the step before
        await Analyse(voice, listens: isIngested && voice.IsProfessional, ct);
        var verdict = await verdicts.Of(voice, ct);
        var issue = isIngested ? $"{verdict.Issue} {voice.DatasetNotes}".TrimEnd() : verdict.Issue;
        return new StepEnd(async (unit, _, stop) =>
        {
            if (isIngested)
            {
                await voices.DatasetIsHere(unit, voice.Id, stop);
                if (await analyses.IsDue(unit, voice.Id, stop))
                    await request.Enqueue(unit, voice.Id, stop); // what is said in a rapid voice's recordings
            }

            return verdict.Missing is null
                ? new StepResult.Done(BuildEvent.DataReady)
                : new StepResult.Refuse(BuildEvent.DataRefused, issue, [.. verdict.AtFault]);
        });
    }

    /// <summary>
    /// Measures what is new; of a professional voice's new dataset also recognises what is said, which a rapid one does not wait for.
    /// </summary>
    private async Task Analyse(Voice voice, bool listens, CancellationToken ct)
    {
        var measuring = 1.0;
        if (listens)
        {
            var all = await recordings.All(voice.Id, ct);
            var listening = AnalysisWork.Listen(all.Count, all.Count(recording => recording.Text is not null));
            measuring = AnalysisWork.Measure / (AnalysisWork.Measure + listening);
        }

        using var progress = new AnalysisProgress(
            (fraction, secondsLeft, stop) => builds.Report(voice.Id, voice.Build, Stage.Analysing, fraction, secondsLeft, stop),
            time, voice.Stage == Stage.Analysing ? voice.Fraction : 0); // unpacking has its share of the same stage
        await analysis.Measure(voice.Id, progress.Part(measuring), ct);
        await speakers.Run(voice.Id, ct); // whose voice it is shows in what is usable, and that is known when it is measured
        await copies.Run(voice.Id, ct);
        if (listens)
            await analysis.Transcribe(voice.Id, null, progress.Part(1 - measuring), ct);
    }
}
