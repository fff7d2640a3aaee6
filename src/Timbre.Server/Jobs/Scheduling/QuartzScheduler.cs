using System.Collections.Specialized;
using System.Data.Common;
using Quartz;
using Quartz.Impl;
using Quartz.Impl.AdoJobStore.Common;
using Quartz.Impl.Matchers;
using Quartz.Spi;
using Quartz.Util;
using Timbre.Storage;

namespace Timbre.Server.Jobs.Scheduling;

/// <summary>
/// Quartz.NET with its tables in our database, alone on SQLite and clustered on PostgreSQL: it gives workers threads, and wakes them when
/// a job is due.
/// </summary>
/// <remarks>
/// Of a job it knows the random id, and nothing else. Workers ask for recovery: one that a crash cut off runs again at the next start.
/// </remarks>
internal sealed class QuartzScheduler(Database db, NodeName node, JobKinds kinds, IServiceProvider services) : IAsyncDisposable
{
    private const string WorkerGroup = "worker";

    /// <summary>Besides the workers that run jobs: those that find out that there is none.</summary>
    private const int SpareThreads = 8;
    private IScheduler? _scheduler;

    public async Task Start(CancellationToken ct)
    {
        var threads = kinds.Queues.Sum(queue => queue.Limit.MaxConcurrency) + SpareThreads; // a queue is held up by nobody but itself
        _scheduler = await new Factory(db, node, threads).GetScheduler(ct);
        _scheduler.JobFactory = new Workers(services);
        await _scheduler.Start(ct);
    }

    // None of these can be cancelled: Quartz would wrap the cancellation into an exception of its own, and each is quick.

    /// <summary>Starts a worker now.</summary>
    public Task StartWorker() => Schedule(WorkerGroup, TriggerBuilder.Create().StartNow());

    /// <summary>Starts a worker when the job is due.</summary>
    public Task Schedule(string jobId, DateTimeOffset dueAt) => Schedule(jobId, TriggerBuilder.Create().StartAt(dueAt));

    /// <summary>The ids of the jobs whose due time is known.</summary>
    public async Task<HashSet<string>> Known() =>
        [.. (await Started.GetJobKeys(GroupMatcher<JobKey>.AnyGroup())).Select(key => key.Group)];

    private IScheduler Started => _scheduler ?? throw new InvalidOperationException("The scheduler is not started.");

    /// <summary>
    /// Takes no new workers and waits for the running ones, which somebody has asked to park. <see cref="Start"/> may follow.
    /// </summary>
    public async Task Stop()
    {
        if (_scheduler is { IsShutdown: false })
            await _scheduler.Shutdown(waitForJobsToComplete: true);
    }

    public async ValueTask DisposeAsync() => await Stop();

    /// <summary>The name is fresh each time: a job may be put off again while the worker that it woke last still runs.</summary>
    private Task<DateTimeOffset> Schedule(string group, TriggerBuilder trigger)
    {
        var name = Guid.NewGuid().ToString("N");
        return Started.ScheduleJob(
            JobBuilder.Create<JobWorker>().WithIdentity(name, group).RequestRecovery().Build(),
            trigger.WithIdentity(name, group).WithSimpleSchedule(schedule => schedule.WithMisfireHandlingInstructionFireNow()).Build());
    }

    private sealed class Factory : StdSchedulerFactory
    {
        private readonly SchedulerRepository _repository = new();
        private readonly DBConnectionManager _connections;

        public Factory(Database db, NodeName node, int threads)
        {
            _connections = new DBConnectionManager(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
            _connections.AddConnectionProvider("timbre", new Connections(db));
            var postgres = db.Dialect == Dialect.Postgres;
            Initialize(new NameValueCollection
            {
                ["quartz.scheduler.instanceName"] = "timbre",
                ["quartz.scheduler.instanceId"] = node.Name,
                ["quartz.threadPool.maxConcurrency"] = $"{threads}",
                ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
                ["quartz.jobStore.driverDelegateType"] = $"Quartz.Impl.AdoJobStore.{(postgres ? "PostgreSQL" : "SQLite")}Delegate, Quartz",
                ["quartz.jobStore.dataSource"] = "timbre",
                ["quartz.jobStore.tablePrefix"] = "qrtz_",
                ["quartz.jobStore.useProperties"] = "true",
                ["quartz.jobStore.clustered"] = postgres ? "true" : "false",
                ["quartz.jobStore.clusterCheckinInterval"] = "5000",
                ["quartz.serializer.type"] = typeof(NoObjects).AssemblyQualifiedName,
                ["quartz.checkConfiguration"] = "false",
            });
        }

        protected override ISchedulerRepository GetSchedulerRepository() => _repository;

        protected override IDbConnectionManager GetDBConnectionManager() => _connections;
    }

    /// <summary>Gives Quartz connections like our own, with what SQLite keeps per connection.</summary>
    private sealed class Connections(Database db) : DbProvider(db.Dialect == Dialect.Postgres ? "Npgsql" : "SQLite-Microsoft", "unused")
    {
        public override DbConnection CreateConnection() => db.CreateConnection();
    }

    private sealed class Workers(IServiceProvider services) : IJobFactory
    {
        public Quartz.IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) =>
            ActivatorUtilities.CreateInstance<JobWorker>(services);

        public void ReturnJob(Quartz.IJob job)
        {
        }
    }
}

/// <summary>A job carries nothing but its key, so there is nothing to serialize.</summary>
public sealed class NoObjects : IObjectSerializer
{
    public void Initialize()
    {
    }

    public byte[] Serialize<T>(T obj) where T : class => [];

    public T DeSerialize<T>(byte[] data) where T : class => throw new NotSupportedException("Jobs of Timbre carry no objects.");
}
