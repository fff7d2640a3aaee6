using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>The rows of callbacks and of the attempts to deliver them.</summary>
internal sealed class CallbackTable(Database db, JobTable jobs, TimeProvider time)
{
    /// <summary>Writes what a voice's receiver is to be told. Does nothing for a voice without a callback address.</summary>
    /// <inheritdoc cref="Emit(UnitOfWork, Subject, string, string, string, CancellationToken)"/>
    public async Task Emit(UnitOfWork unit, Voice voice, string status, string? issue, IEnumerable<Recording> atFault, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(voice.CallbackUri))
            return;

        var body = new CallbackBody(status == VoiceStatus.Finished, voice.Id, status, issue, [.. atFault.Select(CallbackBody.Entry.Of)]);
        await Emit(unit, Subject.Voice(voice.Id), voice.CallbackUri, status, body.Json(), ct);
    }

    /// <summary>Writes what is to be told, in the transaction of what has happened.</summary>
    /// <remarks>
    /// The caller has changed, inserted or locked the subject's row in this transaction, which keeps <see cref="DeliverCallbacks"/> from
    /// ending its job at the same time.
    /// </remarks>
    public async Task Emit(UnitOfWork unit, Subject subject, string url, string status, string body, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await unit.Execute(
            $"""
            insert into callbacks (id, voice_id, clip_id, batch_id, sequence, url, status, body, state, attempts, due_at, created_at)
            values (
                @id, @VoiceId, @ClipId, @BatchId, (select coalesce(max(sequence), 0) + 1 from callbacks where {subject.Column} = @about),
                @url, @status, @body, 'pending', 0, @now, @now)
            """,
            new
            {
                id = Guid.CreateVersion7().ToString("N"),
                subject.VoiceId,
                subject.ClipId,
                subject.BatchId,
                about = subject.Id,
                url,
                status,
                body,
                now
            },
            ct);
        if (!await jobs.Exists<DeliverCallbacks>(unit, subject, ct, subject.Kind))
            await jobs.Enqueue(unit, new DeliverCallbacks(subject.Kind, subject.Id), ct);
    }

    public static Task<Callback?> Find(UnitOfWork unit, Subject subject, string id, CancellationToken ct) =>
        unit.First<Callback>($"select * from callbacks where id = @id and {subject.Column} = @about", new { id, about = subject.Id }, ct);

    /// <summary>The callbacks of one subject, the newest first, each with its attempts at the same moment.</summary>
    public async Task<(int Total, IReadOnlyList<CallbackView> Page)> List(Subject subject, int offset, int limit, CancellationToken ct)
    {
        await using var moment = await db.Snapshot(ct);
        var total = await moment.First<int>($"select count(*) from callbacks where {subject.Column} = @Id", new { subject.Id }, ct);
        var page = await moment.Query<Callback>(
            $"select * from callbacks where {subject.Column} = @Id order by sequence desc limit @limit offset @offset",
            new { subject.Id, limit, offset }, ct);
        var views = new List<CallbackView>();
        foreach (var callback in page)
            views.Add(CallbackView.Of(callback, await AttemptsOf(moment, callback.Id, ct)));
        return (total, views);
    }

    public static Task<IReadOnlyList<CallbackAttempt>> AttemptsOf(UnitOfWork unit, string callbackId, CancellationToken ct) =>
        unit.Query<CallbackAttempt>(
            "select * from callback_attempts where callback_id = @callbackId order by attempted_at, id", new { callbackId }, ct);

    /// <summary>The one that is to be delivered before all others of its subject.</summary>
    public static Task<Callback?> FirstPending(UnitOfWork unit, Subject subject, CancellationToken ct) => unit.First<Callback>(
        $"select * from callbacks where {subject.Column} = @Id and state = 'pending' order by sequence limit 1", new { subject.Id }, ct);

    public static Task Log(UnitOfWork unit, CallbackAttempt attempt, CancellationToken ct) => unit.Execute(
        """
        insert into callback_attempts (id, callback_id, attempted_at, http_status, error, seconds)
        values (@Id, @CallbackId, @AttemptedAt, @HttpStatus, @Error, @Seconds)
        """, attempt, ct);

    public static Task Delivered(UnitOfWork unit, Callback callback, DateTimeOffset now, CancellationToken ct) => unit.Execute(
        "update callbacks set state = 'delivered', attempts = attempts + 1, delivered_at = @now where id = @Id", new { callback.Id, now },
        ct);

    /// <summary>To be tried again, or given up, unless somebody has asked for it anew while the attempt was under way.</summary>
    public static Task Failed(UnitOfWork unit, Callback callback, DateTimeOffset? nextAt, CancellationToken ct) => unit.Execute(
        "update callbacks set state = @state, attempts = attempts + 1, due_at = @due where id = @Id and due_at = @before",
        new
        {
            callback.Id,
            state = nextAt is null ? Callback.Abandoned : Callback.Pending,
            due = nextAt ?? callback.DueAt,
            before = callback.DueAt
        },
        ct);

    /// <summary>Due now, as if it had never been tried; the log of attempts stays. The caller holds the subject's row.</summary>
    public async Task Redeliver(UnitOfWork unit, Callback callback, string url, CancellationToken ct)
    {
        var subject = callback.Subject;
        var now = time.GetUtcNow();
        await unit.Execute(
            "update callbacks set state = 'pending', attempts = 0, due_at = @now, delivered_at = null, url = @url where id = @Id",
            new { callback.Id, now, url }, ct);
        if (!await jobs.RunNow<DeliverCallbacks>(unit, subject, ct, subject.Kind)) // it may wait for an attempt that is hours away
            await jobs.Enqueue(unit, new DeliverCallbacks(subject.Kind, subject.Id), ct);
    }
}
