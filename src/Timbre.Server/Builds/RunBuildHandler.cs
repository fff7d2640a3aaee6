using Timbre.Server.Builds.Steps;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>
/// Takes a build through one step: the slow part without a transaction, then its result, the build's move and the next step's job in one.
/// </summary>
internal sealed class RunBuildHandler(
    Database db, VoiceTable voices, VoiceBuilds builds, JobTable jobs, IEnumerable<IBuildStep> steps) : IJobHandler<RunBuild>
{
    private readonly Dictionary<BuildStep, IBuildStep> _steps = steps.ToDictionary(step => step.Step);

    public async Task Run(RunBuild work, Job job, CancellationToken ct)
    {
        var voice = await voices.Find(work.VoiceId, ct);
        var end = voice is not null && IsCurrent(voice, work)
            ? await _steps[work.Step].Run(voice, job, ct) // slow; a crash in here or behind it, and the step runs again
            : null; // deleted or changed meanwhile, or an earlier run died after its commit
        var cleanUp = await Conclude(work, job, end, ct) ? end?.Committed : end?.Superseded;
        if (cleanUp is not null)
            await cleanUp();
    }

    public async Task Abandon(UnitOfWork unit, RunBuild work, Job job, CancellationToken ct)
    {
        if (await voices.Lock(unit, work.VoiceId, ct) is { } voice && IsCurrent(voice, work))
            await builds.Apply(unit, voice, BuildEvent.Broken, _steps[work.Step].OwnFault, [], ct);
    }

    private static bool IsCurrent(Voice voice, RunBuild work) =>
        voice.Build == work.Number && BuildMachine.IsAtWork(BuildTable.StateOf(voice));

    /// <summary>False when the step was for nothing.</summary>
    private async Task<bool> Conclude(RunBuild work, Job job, StepEnd? end, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        var voice = await voices.Lock(unit, work.VoiceId, ct);
        var isCurrent = end is not null && voice is not null && IsCurrent(voice, work);
        var result = isCurrent ? await end!.Write(unit, voice!, ct) : null;
        if (result is StepResult.Wait wait)
            await jobs.Retry(unit, job, wait.Until, ct);
        else if (result is not StepResult.Again)
            await JobTable.Complete(unit, job, ct);

        if (result is StepResult.Done done)
            await builds.Apply(unit, voice!, done.What, null, [], ct);
        else if (result is StepResult.Refuse refuse)
            await builds.Apply(unit, voice!, refuse.What, refuse.Issue, refuse.AtFault, ct);
        await unit.Commit();
        return isCurrent;
    }
}
