using Timbre.Server.Jobs.Scheduling;
using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>
/// Decides which job runs next: within the limits of each queue the accounts take turns, so that one account's work holds up nobody
/// else's.
/// </summary>
/// <remarks>
/// Whoever finishes a job asks for the next one, so a place that becomes free is filled while anything waits for it; and whoever gets a job
/// while another one may run as well wakes another worker.
/// </remarks>
internal sealed class FairQueue(Database db, JobKinds kinds, RunningJobs running, NodeName node, TimeProvider time) : IDisposable
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string Queue, string Account), long> _lastTurn = [];
    private long _turns;
    private bool _closed;

    /// <summary>A job that is now this process's to run, with whether another one may run besides.</summary>
    public sealed record Claim(RunningJobs.Work Work, bool IsMore);

    /// <summary>Takes the next job that may run; null when there is none. Whoever gets one runs it and disposes the work.</summary>
    /// <param name="now">The moment to go by: Quartz's clock may be a millisecond ahead of ours.</param>
    /// <param name="end">Parks the work.</param>
    public async Task<Claim?> Take(DateTimeOffset now, CancellationToken end)
    {
        await _gate.WaitAsync(end);
        try
        {
            return _closed || end.IsCancellationRequested ? null : await Claimed(now, end);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Nothing is taken from when this returns until <see cref="Open"/>.</summary>
    public async Task Close(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        _closed = true;
        _gate.Release();
    }

    public void Open() => _closed = false;

    /// <summary>
    /// Renews the lease on what runs here, and queues again what nobody runs any more: after a crash of this process or of another one.
    /// </summary>
    /// <returns>Whether anything is queued.</returns>
    public async Task<bool> Repair(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var unit = await db.Begin(ct);
            var now = time.GetUtcNow();
            var mine = await unit.Query<string>(
                "select id from jobs where state = 'running' and (owner = @Name or lease_until < @now)", new { node.Name, now }, ct);
            foreach (var id in mine)
            {
                var sql = running.Has(id)
                    ? "update jobs set lease_until = @until where id = @id"
                    : "update jobs set state = 'queued', owner = null, lease_until = null where id = @id";
                await unit.Execute(sql, new { id, until = now + Lease }, ct);
            }

            var queued = await unit.First<int>(
                "select count(*) from jobs where state = 'queued' or (state = 'waiting' and due_at <= @now)", new { now }, ct);
            await unit.Commit();
            return queued > 0;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Claim?> Claimed(DateTimeOffset now, CancellationToken end)
    {
        var ct = CancellationToken.None; // what is claimed is run or parked, never lost between
        await MakeDue(now, ct);
        await using var unit = await db.Begin(ct);
        var candidates = new List<Candidate>();
        foreach (var (queue, limit) in kinds.Queues)
            candidates.AddRange(await Candidates(unit, queue, limit, ct));

        // The account that runs least in its queue comes first, and of those the one whose last turn is longest ago.
        foreach (var next in candidates.OrderBy(one => one.Running).ThenBy(one => one.LastTurn).ToList())
        {
            candidates.Remove(next);
            if (await Claimed(unit, next, ct) is not { } job)
                continue; // another server was faster
            await unit.Commit();
            if (_lastTurn.Count > MaxRemembered)
                _lastTurn.Clear();
            _lastTurn[(next.Queue, next.Account)] = ++_turns;
            return new Claim(running.Register(job, end), candidates.Count > 0 || next.IsMore);
        }

        return null;
    }

    /// <summary>
    /// What waited for its time is queued. Rows that a handler holds at this moment are its own to move, and are seen the next time.
    /// </summary>
    private async Task MakeDue(DateTimeOffset now, CancellationToken ct)
    {
        // two that lock several rows in turn would wait for each other
        var passing = db.Dialect == Dialect.Postgres ? " for update skip locked" : "";
        await using var unit = await db.Begin(ct);
        await unit.Execute(
            $"update jobs set state = 'queued' where id in (select id from jobs where state = 'waiting' and due_at <= @now{passing})",
            new { now }, ct);
        await unit.Commit();
    }

    /// <summary>The accounts whose first job of the queue may run.</summary>
    private async Task<IEnumerable<Candidate>> Candidates(UnitOfWork unit, string queue, JobLimit limit, CancellationToken ct)
    {
        var accounts = await unit.Query<Share>(
            "select account_id as account, count(*) as jobs from jobs where queue = @queue and state = 'queued' group by account_id",
            new { queue }, ct);
        if (accounts.Count == 0)
            return [];

        var busy = (await unit.Query<Share>(
            """
            select account_id as account, count(*) as jobs from jobs
            where queue = @queue and state = 'running' and owner = @Name group by account_id
            """, new { queue, node.Name }, ct))
            .ToDictionary(share => share.Account, share => share.Jobs);
        var free = limit.MaxConcurrency - busy.Values.Sum();
        return free <= 0 ? [] :
            from account in accounts
            let runs = busy.GetValueOrDefault(account.Account)
            where runs < limit.MaxPerAccount
            let isMore = free > 1 && account.Jobs > 1 && runs + 1 < limit.MaxPerAccount
            select new Candidate(queue, account.Account, runs, _lastTurn.GetValueOrDefault((queue, account.Account)), isMore);
    }

    private async Task<Job?> Claimed(UnitOfWork unit, Candidate next, CancellationToken ct)
    {
        var id = await unit.First<string>(
            "select id from jobs where queue = @Queue and state = 'queued' and account_id = @Account order by due_at, id limit 1",
            new { next.Queue, next.Account }, ct);
        var now = time.GetUtcNow();
        return await unit.Execute(
            "update jobs set state = 'running', owner = @Name, epoch = epoch + 1, lease_until = @until where id = @id and state = 'queued'",
            new { id, node.Name, until = now + Lease }, ct) == 1 ? await JobTable.Find(unit, id!, ct) : null;
    }

    private sealed record Share
    {
        public required string Account { get; init; }
        public required int Jobs { get; init; }
    }

    /// <param name="Queue">Where.</param>
    /// <param name="Account">Whose.</param>
    /// <param name="Running">How many of the account's jobs run in the queue.</param>
    /// <param name="LastTurn">When the account was last chosen in the queue; 0 is never.</param>
    /// <param name="IsMore">Whether another job of the account may run besides.</param>
    private sealed record Candidate(string Queue, string Account, int Running, long LastTurn, bool IsMore);
}
