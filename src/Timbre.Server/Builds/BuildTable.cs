using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>The rows of builds, one a voice: the only place that writes a voice's status and stage.</summary>
internal sealed class BuildTable(Database db, TimeProvider time)
{
    /// <summary>Status and stage of each state at its begin, as the API tells them.</summary>
    private static readonly Dictionary<BuildState, (string Status, string Stage)> Names = new()
    {
        [BuildState.AwaitingRecordings] = (VoiceStatus.Initializing, Stage.AwaitingData),
        [BuildState.AwaitingBuild] = (VoiceStatus.Initializing, Stage.AwaitingBuild),
        [BuildState.AwaitingConsent] = (VoiceStatus.Initializing, Stage.AwaitingConsent),
        [BuildState.Preparing] = (VoiceStatus.Initializing, Stage.Queued),
        [BuildState.Building] = (VoiceStatus.Running, Stage.Queued),
        [BuildState.Finished] = (VoiceStatus.Finished, Stage.Done),
        [BuildState.Failed] = (VoiceStatus.Failed, Stage.Stopped),
        [BuildState.DatasetIssue] = (VoiceStatus.DatasetIssue, Stage.Stopped),
        [BuildState.ConsentFailed] = (VoiceStatus.ConsentFailed, Stage.Stopped),
    };

    /// <summary>The state that a row is in: while a job is at work, its stage says what is being done.</summary>
    public static BuildState StateOf(Voice voice) => voice.Status switch
    {
        VoiceStatus.Running => BuildState.Building,
        VoiceStatus.Initializing => voice.Stage switch
        {
            Stage.AwaitingData => BuildState.AwaitingRecordings,
            Stage.AwaitingBuild => BuildState.AwaitingBuild,
            Stage.AwaitingConsent => BuildState.AwaitingConsent,
            _ => BuildState.Preparing,
        },
        var status => Names.First(name => name.Value.Status == status).Key,
    };

    public static Task Add(UnitOfWork unit, string voiceId, BuildState state, CancellationToken ct) => unit.Execute(
        "insert into builds (voice_id, number, status, stage, fraction, fill) values (@voiceId, 1, @Status, @Stage, 0, @no)",
        new { voiceId, Names[state].Status, Names[state].Stage, no = false }, ct);

    /// <summary>Counts a new build; what the last one left behind goes.</summary>
    public static Task Renew(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.Execute("update builds set number = number + 1, notes = null, curve = null where voice_id = @voiceId", new { voiceId }, ct);

    /// <summary>Writes a state at its begin.</summary>
    public async Task Move(UnitOfWork unit, string voiceId, BuildState state, string? issue, CancellationToken ct)
    {
        await unit.Execute(
            """
            update builds set status = @Status, stage = @Stage, issue = @issue, fraction = @fraction, seconds_left = null
            where voice_id = @voiceId
            """,
            new { voiceId, Names[state].Status, Names[state].Stage, issue, fraction = state == BuildState.Finished ? 1.0 : 0.0 }, ct);
        await unit.Execute("update voices set updated_at = @now where id = @voiceId", new { voiceId, now = time.GetUtcNow() }, ct);
    }

    /// <summary>The builds under way, whose checkpoints the next run goes on from.</summary>
    public static Task<IReadOnlyList<BuildUnderWay>> UnderWay(UnitOfWork unit, CancellationToken ct) => unit.Query<BuildUnderWay>(
        "select voice_id, number from builds where status = @Running", new { VoiceStatus.Running }, ct);

    /// <summary>Kept for the SDKs that send it.</summary>
    public static Task Fill(UnitOfWork unit, string voiceId, bool fill, CancellationToken ct) =>
        unit.Execute("update builds set fill = @fill where voice_id = @voiceId", new { voiceId, fill }, ct);

    /// <summary>What the build leaves out.</summary>
    public static Task Note(UnitOfWork unit, string voiceId, string? notes, CancellationToken ct) =>
        unit.Execute("update builds set notes = @notes where voice_id = @voiceId", new { voiceId, notes }, ct);

    /// <summary>How the training of the build that ends went; null where nothing was learnt in passes.</summary>
    public static Task Curve(UnitOfWork unit, string voiceId, string? curve, CancellationToken ct) =>
        unit.Execute("update builds set curve = @curve where voice_id = @voiceId", new { voiceId, curve }, ct);

    /// <summary>How far the work is. Without a <paramref name="curve"/> the one that was told before stays.</summary>
    /// <exception cref="Jobs.SupersededException">The voice is gone, its build has ended, or another one has begun.</exception>
    public async Task Report(
        string voiceId, int number, string stage, double fraction, double? secondsLeft, CancellationToken ct, string? curve = null)
    {
        await using var unit = await db.Begin(ct);
        var found = await unit.Execute(
            """
            update builds set stage = @stage, fraction = @fraction, seconds_left = @secondsLeft, curve = coalesce(@curve, curve)
            where voice_id = @voiceId and number = @number and stage in ('queued', 'downloading', 'analysing', 'training')
            """, new { voiceId, number, stage, fraction, secondsLeft, curve }, ct);
        await unit.Commit();
        if (found != 1)
            throw new Jobs.SupersededException();
    }
}

/// <summary>A build whose end is still to come.</summary>
internal sealed record BuildUnderWay
{
    public required string VoiceId { get; init; }
    public required int Number { get; init; }
}
