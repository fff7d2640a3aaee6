using System.Collections.Specialized;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Quartz;
using Quartz.Impl;
using Quartz.Impl.AdoJobStore.Common;
using Quartz.Impl.Matchers;
using Quartz.Spi;
using Quartz.Util;
using Timbre.Server.Hosting;
using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>Quartz.NET with its tables in our database, alone on SQLite and clustered on PostgreSQL.</summary>
/// <remarks>
/// A job's group is its intent's id, and that is all it knows. Jobs ask for recovery: one that a crash cut off runs again at the next
/// start.
/// </remarks>
internal sealed class JobStore(Database db, Settings settings, IServiceProvider services) : IAsyncDisposable
{
    /// <summary>More than all lanes together, so that a lane is held up by nobody but itself.</summary>
    private const int MaxJobsAtOnce = 64;
    private IScheduler? _scheduler;

    public async Task Start(CancellationToken ct)
    {
        _scheduler = await new Factory(db, settings).GetScheduler(ct);
        _scheduler.JobFactory = new Jobs(services);
        await _scheduler.Start(ct);
    }

    /// <summary>
    /// Makes Quartz run the intent now. The job's group is the intent's id; its name is fresh, because the job of an earlier run may still
    /// be ending.
    /// </summary>
    public async Task Schedule(string intentId, CancellationToken ct)
    {
        var name = Guid.NewGuid().ToString("N");
        var job = JobBuilder.Create<RunIntent>().WithIdentity(name, intentId).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name, intentId).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithMisfireHandlingInstructionFireNow()).Build();
        await Started.ScheduleJob(job, trigger, ct);
    }

    /// <summary>Whether Quartz has a job for the intent, running or about to.</summary>
    public async Task<bool> Knows(string intentId, CancellationToken ct) =>
        (await Started.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(intentId), ct)).Count > 0;

    private IScheduler Started => _scheduler ?? throw new InvalidOperationException("The job store is not started.");

    /// <summary>
    /// Takes no new jobs and waits for the running ones, which somebody has asked to park. <see cref="Start"/> may follow.
    /// </summary>
    public async Task Stop()
    {
        if (_scheduler is { IsShutdown: false })
            await _scheduler.Shutdown(waitForJobsToComplete: true);
    }

    public async ValueTask DisposeAsync() => await Stop();

    private sealed class Factory : StdSchedulerFactory
    {
        private readonly SchedulerRepository _repository = new();
        private readonly DBConnectionManager _connections;

        public Factory(Database db, Settings settings)
        {
            _connections = new DBConnectionManager(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
            _connections.AddConnectionProvider("timbre", new Connections(db));
            var postgres = db.Dialect == Dialect.Postgres;
            Initialize(new NameValueCollection
            {
                ["quartz.scheduler.instanceName"] = "timbre",
                ["quartz.scheduler.instanceId"] = Name(settings),
                ["quartz.threadPool.maxConcurrency"] = $"{MaxJobsAtOnce}",
                ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
                ["quartz.jobStore.driverDelegateType"] = postgres
                    ? "Quartz.Impl.AdoJobStore.PostgreSQLDelegate, Quartz"
                    : "Quartz.Impl.AdoJobStore.SQLiteDelegate, Quartz",
                ["quartz.jobStore.dataSource"] = "timbre",
                ["quartz.jobStore.tablePrefix"] = "qrtz_",
                ["quartz.jobStore.useProperties"] = "true",
                ["quartz.jobStore.clustered"] = postgres ? "true" : "false",
                ["quartz.jobStore.clusterCheckinInterval"] = "5000",
                ["quartz.serializer.type"] = typeof(NoObjects).AssemblyQualifiedName,
                ["quartz.checkConfiguration"] = "false",
            });
        }

        /// <summary>
        /// The same at every start, so that after a crash this server takes up its own jobs at once instead of waiting to be declared dead.
        /// </summary>
        private static string Name(Settings settings) =>
            $"{Environment.MachineName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.DataFolder)))[..12]}";

        protected override ISchedulerRepository GetSchedulerRepository() => _repository;

        protected override IDbConnectionManager GetDBConnectionManager() => _connections;
    }

    /// <summary>Gives Quartz connections like our own, with what SQLite keeps per connection.</summary>
    private sealed class Connections(Database db) : DbProvider(db.Dialect == Dialect.Postgres ? "Npgsql" : "SQLite-Microsoft", "unused")
    {
        public override DbConnection CreateConnection() => db.CreateConnection();
    }

    private sealed class Jobs(IServiceProvider services) : IJobFactory
    {
        public IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => ActivatorUtilities.CreateInstance<RunIntent>(services);

        public void ReturnJob(IJob job)
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
