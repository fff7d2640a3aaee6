using Timbre.Server.Accounts;
using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Consent;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>
/// Moves builds: gathers what <see cref="BuildMachine"/> wants to know, and does what it says, in the transaction of the event.
/// </summary>
internal sealed class VoiceBuilds(
    BuildTable builds, VoiceTable voices, AccountTable accounts, ConsentGate gate, JobTable jobs, CallbackTable callbacks,
    AnalysisRequest analysis, DataPolicy policy) : IBuilds
{
    public async Task Begin(UnitOfWork unit, Voice voice, CancellationToken ct)
    {
        var (state, effects) = BuildMachine.First(Facts(voice, hasEnough: false, mayVerify: false));
        await BuildTable.Add(unit, voice.Id, state, ct);
        if (effects.Run is { } step)
            await jobs.Enqueue(unit, new RunBuild(voice.Id, 1, step), ct);
    }

    public async Task Notify(UnitOfWork unit, string voiceId, BuildEvent what, CancellationToken ct, string? issue = null)
    {
        if (await voices.Lock(unit, voiceId, ct) is { } voice)
            await Apply(unit, voice, what, issue, [], ct);
    }

    /// <summary>The same for whoever has locked the voice's row.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="voice">Its row in this transaction.</param>
    /// <param name="what">What has happened.</param>
    /// <param name="issue">Why the status becomes a bad one.</param>
    /// <param name="atFault">The recordings to look at.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task Apply(
        UnitOfWork unit, Voice voice, BuildEvent what, string? issue, IEnumerable<Recording> atFault, CancellationToken ct)
    {
        var state = BuildTable.StateOf(voice);
        var (next, effects) = BuildMachine.Next(state, what, await Facts(unit, voice, state, what, ct));
        if (next == state && effects.IsNone)
            return;

        if (effects.Cancel)
            await jobs.Cancel<RunBuild>(unit, Subject.Voice(voice.Id), ct);
        if (effects.IsNew)
            await BuildTable.Renew(unit, voice.Id, ct);
        // what follows Ingested is part of the stage that is shown
        if (next != state || effects.Tell || (effects.Run is not null && what != BuildEvent.Ingested))
            await builds.Move(unit, voice.Id, next, issue, ct);
        if (effects.Run is { } step)
            await jobs.Enqueue(unit, new RunBuild(voice.Id, effects.IsNew ? voice.Build + 1 : voice.Build, step), ct);
        if (effects.Analyse)
            await analysis.Enqueue(unit, voice.Id, ct);
        if (effects.Tell)
            await callbacks.Emit(unit, voice, (await voices.Lock(unit, voice.Id, ct))!.Status, issue, atFault, ct);
    }

    private static BuildFacts Facts(Voice voice, bool hasEnough, bool mayVerify) => new(
        StartsByItself: voice.IsProfessional && voice.DatasetUrl is not null,
        HasDataset: voice.DatasetUrl is not null,
        NeedsIngest: voice.DatasetUrl is not null && !voice.DatasetDone,
        HasEnough: hasEnough,
        HasModel: voice.ModelBlob is not null,
        MayVerify: mayVerify);

    /// <summary>What costs a look at other tables is looked at where it can matter.</summary>
    private async Task<BuildFacts> Facts(UnitOfWork unit, Voice voice, BuildState state, BuildEvent what, CancellationToken ct)
    {
        var countsRecordings = !BuildMachine.IsAtWork(state) && what is BuildEvent.ConsentGiven
            or BuildEvent.RecordingsChanged or BuildEvent.RecordingsAnalysed or BuildEvent.DatasetChanged;
        return Facts(
            voice,
            countsRecordings && voice.DatasetUrl is null && await HasEnough(unit, voice, ct),
            what == BuildEvent.DataReady && await MayVerify(unit, voice, ct));
    }

    private async Task<bool> HasEnough(UnitOfWork unit, Voice voice, CancellationToken ct) =>
        DataMinimum.Of(voice, policy)
            .Missing(TrainingData.Count(await RecordingTable.All(unit, voice.Id, ct), voice.DatasetSeconds)) is null;

    private async Task<bool> MayVerify(UnitOfWork unit, Voice voice, CancellationToken ct) =>
        await accounts.Find(voice.AccountId, ct) is { } account
        && gate.RefuseToBuild(account, (await ConsentTable.Of(unit, voice.Id, ct))?.Status ?? ConsentStatus.Missing) is null;
}
