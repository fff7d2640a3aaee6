using Timbre.Server.Accounts;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>The job that tells a subject's receiver what has happened: in the order of events, one at a time, each at least once.</summary>
/// <param name="SubjectKind">Of <see cref="Subject.Kind"/>; each kind has a queue of its own, so that clips hold up no voice.</param>
/// <param name="SubjectId">The voice, clip or batch.</param>
internal sealed record DeliverCallbacks(string SubjectKind, string SubjectId) : IJob
{
    Subject IJob.Subject => Subject.Of(SubjectKind, SubjectId);

    string? IJob.Queue => SubjectKind;
}

/// <inheritdoc cref="DeliverCallbacks"/>
internal sealed class DeliverCallbacksHandler(
    Database db, JobTable jobs, AccountTable accounts, WebhookPost post, WebhookPolicy policy, TimeProvider time)
    : IJobHandler<DeliverCallbacks>
{
    private static readonly TimeSpan AfterOwnFault = TimeSpan.FromHours(1);

    public async Task Run(DeliverCallbacks work, Job job, CancellationToken ct)
    {
        while (await NextDue(job, ct) is { } callback)
            await Attempt(callback, ct);
    }

    /// <summary>A fault of this server's own is no reason to drop a callback: it is tried again later.</summary>
    public Task Abandon(UnitOfWork unit, DeliverCallbacks work, Job job, CancellationToken ct) =>
        jobs.Enqueue(unit, work, ct, time.GetUtcNow() + AfterOwnFault);

    /// <summary>
    /// The callback to send now. When there is none, the job waits until there is, or goes if there is nothing left to tell.
    /// </summary>
    private async Task<Callback?> NextDue(Job job, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await job.Subject.Lock(unit, db.Dialect, ct) is null)
            return null; // deleted: its callbacks and this job went with it

        // Whoever emits a callback holds the subject's row as well: none can slip in between this look and the job's end.
        var next = await CallbackTable.FirstPending(unit, job.Subject, ct);
        if (next is not null && next.DueAt <= time.GetUtcNow())
            return next;

        if (next is null)
            await JobTable.Complete(unit, job, ct);
        else
            await jobs.Postpone(unit, job, next.DueAt, ct);
        await unit.Commit();
        return null;
    }

    private async Task Attempt(Callback callback, CancellationToken ct)
    {
        if (await Owner(callback.Subject, ct) is not { } account)
            return;

        var started = time.GetUtcNow();
        var clock = time.GetTimestamp();
        var outcome = await post.Send(callback, account, ct);
        var attempt = new CallbackAttempt
        {
            Id = Guid.CreateVersion7().ToString("N"),
            CallbackId = callback.Id,
            AttemptedAt = started,
            HttpStatus = outcome.Status,
            Error = outcome.Error,
            Seconds = time.GetElapsedTime(clock).TotalSeconds,
        };

        // a crash here, after the POST and before the commit, repeats the POST: receivers tell the second by its webhook-id
        await using var unit = await db.Begin(ct);
        if (await callback.Subject.Lock(unit, db.Dialect, ct) is null)
            return;
        await CallbackTable.Log(unit, attempt, ct);
        await Conclude(unit, callback, outcome, ct);
        await unit.Commit();
    }

    private async Task<Account?> Owner(Subject subject, CancellationToken ct)
    {
        await using var unit = await db.Snapshot(ct);
        return await subject.Account(unit, ct) is { } id ? await accounts.Find(id, ct) : null;
    }

    private async Task Conclude(UnitOfWork unit, Callback callback, WebhookPost.Outcome outcome, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wait = RetrySchedule.Wait(callback.Attempts + 1, policy.RetryScale, Random.Shared.NextDouble(), outcome.RetryAfter);
        if (outcome.Delivered)
            await CallbackTable.Delivered(unit, callback, now, ct);
        else
            await CallbackTable.Failed(unit, callback, outcome.Gone ? null : now + wait, ct);
    }
}
