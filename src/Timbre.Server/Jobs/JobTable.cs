using System.Text.Json;
using Timbre.Server.Http;
using Timbre.Server.Jobs.Scheduling;
using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>The rows of jobs, as whoever has work and whoever does it see them.</summary>
internal sealed class JobTable(Database db, JobKinds kinds, JobRelay relay, TimeProvider time)
{
    /// <summary>Writes a job in the caller's transaction; it starts soon after the commit, or after the next start of the server.</summary>
    /// <param name="unit">The transaction, in which the job's subject is there.</param>
    /// <param name="job">The work.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="dueAt">When to begin; null is now.</param>
    public async Task Enqueue(UnitOfWork unit, IJob job, CancellationToken ct, DateTimeOffset? dueAt = null)
    {
        var kind = kinds.Of(job.GetType());
        var subject = job.Subject;
        var now = time.GetUtcNow();
        var due = dueAt ?? now;
        var id = Guid.NewGuid().ToString("N");
        var account = await subject.Account(unit, ct)
            ?? throw new InvalidOperationException($"A job for a {subject.Kind} that is not there.");
        await unit.Execute(
            """
            insert into jobs
                (id, kind, queue, arguments, voice_id, clip_id, batch_id, account_id, state, attempts, due_at, created_at, epoch)
            values (@id, @Name, @queue, @arguments, @VoiceId, @ClipId, @BatchId, @account, @state, 0, @due, @now, 0)
            """,
            new
            {
                id,
                kind.Name,
                queue = JobKind.QueueName(kind.Name, job.Queue),
                arguments = JsonSerializer.Serialize(job, job.GetType(), Wire.Options),
                job.VoiceId,
                subject.ClipId,
                subject.BatchId,
                account,
                state = due <= now ? JobState.Queued : JobState.Waiting,
                due,
                now,
            }, ct);
        unit.Afterwards(() => relay.Wake(id, due)); // a crash before leaves a row that the relay's sweep finds
    }

    /// <summary>The row inside a transaction; null when it is gone.</summary>
    public static Task<Job?> Find(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.First<Job>("select * from jobs where id = @id", new { id }, ct);

    /// <summary>The work is done, or no longer wanted.</summary>
    public static Task<int> Complete(UnitOfWork unit, Job job, CancellationToken ct) =>
        unit.Execute("delete from jobs where id = @Id", new { job.Id }, ct);

    /// <summary>Drops what is still to be done of one kind.</summary>
    public Task<int> Cancel<TJob>(UnitOfWork unit, Subject subject, CancellationToken ct)
        where TJob : IJob =>
        unit.Execute(
            $"delete from jobs where {subject.Column} = @Id and kind = @kind", new { subject.Id, kind = kinds.NameOf<TJob>() }, ct);

    /// <summary>Whether any job of the kind is still to be done.</summary>
    public async Task<bool> Exists<TJob>(UnitOfWork unit, Subject subject, CancellationToken ct, string? queue = null)
        where TJob : IJob =>
        await unit.First<int>(
            $"select count(*) from jobs where {subject.Column} = @Id and queue = @queue and state <> 'failed'",
            new { subject.Id, queue = JobKind.QueueName(kinds.NameOf<TJob>(), queue) }, ct) > 0;

    /// <summary>Puts the job off.</summary>
    public Task Postpone(UnitOfWork unit, Job job, DateTimeOffset dueAt, CancellationToken ct)
    {
        unit.Afterwards(() => relay.Wake(job.Id, dueAt));
        return unit.Execute(
            "update jobs set state = 'waiting', owner = null, lease_until = null, due_at = @dueAt where id = @Id",
            new { job.Id, dueAt }, ct);
    }

    /// <summary>The same after something went wrong that may pass: counts as a failed attempt.</summary>
    public Task Retry(UnitOfWork unit, Job job, DateTimeOffset dueAt, CancellationToken ct)
    {
        unit.Afterwards(() => relay.Wake(job.Id, dueAt));
        return unit.Execute(
            "update jobs set state = 'waiting', owner = null, lease_until = null, attempts = attempts + 1, due_at = @dueAt where id = @Id",
            new { job.Id, dueAt }, ct);
    }

    /// <summary>Makes due now what was put off; false when there is no such job. One that runs sees that its due time has moved.</summary>
    public async Task<bool> RunNow<TJob>(UnitOfWork unit, Subject subject, CancellationToken ct, string? queue = null)
        where TJob : IJob
    {
        var now = time.GetUtcNow();
        unit.Afterwards(() => relay.Wake(null, now));
        return await unit.Execute(
            $"""
            update jobs set due_at = @now, state = case when state = 'waiting' then 'queued' else state end
            where {subject.Column} = @Id and queue = @queue and state <> 'failed'
            """, new { subject.Id, queue = JobKind.QueueName(kinds.NameOf<TJob>(), queue), now }, ct) > 0;
    }

    /// <summary>How many jobs of the same queue are due before the voice's: 0 is next, or running.</summary>
    public Task<int> QueuePosition<TJob>(string voiceId, CancellationToken ct, string? queue = null)
        where TJob : IJob => db.First<int>(
        """
        select count(*) from jobs mine join jobs other on other.queue = mine.queue and other.state <> 'failed'
            and (other.due_at < mine.due_at or (other.due_at = mine.due_at and other.id < mine.id))
        where mine.voice_id = @voiceId and mine.queue = @queue and mine.state <> 'failed'
        """, new { voiceId, queue = JobKind.QueueName(kinds.NameOf<TJob>(), queue) }, ct);
}
