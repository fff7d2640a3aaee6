using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;

namespace Timbre.Server.Builds.Steps;

/// <summary>Decides about the speaker's consent for just these recordings, and writes the record.</summary>
internal sealed class VerifyConsentStep(TrainingDataChecks verdicts, AnalysisTable analyses, ConsentDecider decider) : IBuildStep
{
    public BuildStep Step => BuildStep.VerifyConsent;

    public string OwnFault =>
        "The consent could not be checked for a reason inside the server, several times. " +
        "The operator finds it in the log; build again when it is mended.";

    public async Task<StepEnd> Run(Voice voice, Job job, CancellationToken ct)
    {
        var verdict = await verdicts.SoFar(voice, ct);
        if (verdict.Missing is not null || await analyses.IsAnyDue(voice.Id, AnalysisPart.Measures, ct))
            return new StepResult.Done(BuildEvent.DataOutdated); // recordings came or went since they were analysed

        // slow and pure: a crash here costs time, and leaves no record
        var decision = await decider.Decide(voice, [.. verdict.All.Where(TrainingData.Usable)], ct);
        return new StepEnd(async (unit, _, stop) =>
        {
            if (await decider.Record(unit, decision, stop) is not { } result)
                return new StepResult.Again();
            return result.IsRefused
                ? new StepResult.Refuse(BuildEvent.ConsentRejected, result.Issue!, [])
                : new StepResult.Done(BuildEvent.ConsentAccepted);
        });
    }
}
