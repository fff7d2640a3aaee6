using Timbre.Server.Jobs.Scheduling;

namespace Timbre.Server.Jobs;

/// <summary>Slow work: durable, bounded, fair between accounts, and continued after a crash.</summary>
internal static class JobModule
{
    public static void AddJobs(this IServiceCollection to) => to
        .AddSingleton<NodeName>()
        .AddSingleton<JobKinds>()
        .AddSingleton<RunningJobs>()
        .AddSingleton<FairQueue>()
        .AddSingleton<QuartzScheduler>()
        .AddSingleton<JobRelay>()
        .AddSingleton<JobTable>()
        .AddSingleton<JobPause>()
        .AddSingleton<Erasure>()
        .AddHostedService<JobService>()
        .AddHostedService(services => services.GetRequiredService<JobRelay>());

    /// <summary>Registers a kind of job: the one place where its name in the rows stands.</summary>
    /// <param name="to">The services.</param>
    /// <param name="kind">The name in the rows, which never changes: a server that is started anew finds the rows of the one
    /// before.</param>
    /// <param name="limits">Its queues.</param>
    public static IServiceCollection AddJob<TJob, THandler>(
        this IServiceCollection to, string kind, Func<IServiceProvider, IReadOnlyList<JobLimit>> limits)
        where TJob : IJob
        where THandler : class, IJobHandler<TJob> => to
        .AddSingleton<IJobHandler<TJob>, THandler>()
        .AddSingleton<JobKind>(services => new JobKind<TJob>(kind, limits(services), services));

    /// <summary>The same for a kind with one queue.</summary>
    public static IServiceCollection AddJob<TJob, THandler>(this IServiceCollection to, string kind, int maxConcurrency, int maxPerAccount)
        where TJob : IJob
        where THandler : class, IJobHandler<TJob> =>
        to.AddJob<TJob, THandler>(kind, _ => [new JobLimit(null, maxConcurrency, maxPerAccount)]);

    /// <summary>Starts Quartz before the relay and stops it after: jobs park before the database closes.</summary>
    private sealed class JobService(QuartzScheduler scheduler, ILogger<JobService> log) : IHostedService
    {
        private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

        public Task StartAsync(CancellationToken cancellationToken) => scheduler.Start(cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            try
            {
                await scheduler.Stop().WaitAsync(MaxWait, CancellationToken.None); // they were asked to park when the stopping began
            }
            catch (TimeoutException)
            {
                log.LogWarning(
                    "A job has not parked within {Seconds} s; it runs again at the next start, as after a crash", MaxWait.TotalSeconds);
            }
        }
    }
}
