namespace Timbre.Server.Jobs;

/// <summary>Slow work: durable, bounded, and continued after a crash.</summary>
internal static class JobModule
{
    public static void AddJobs(this IServiceCollection to) => to
        .AddSingleton<JobStore>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<IntentTable>()
        .AddSingleton<RunningJobs>()
        .AddSingleton<JobPause>()
        .AddSingleton<Erasure>()
        .AddHostedService<JobService>()
        .AddHostedService(services => services.GetRequiredService<Dispatcher>());

    /// <summary>Starts Quartz before the dispatcher and stops it after: jobs park before the database closes.</summary>
    private sealed class JobService(JobStore store, ILogger<JobService> log) : IHostedService
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        public Task StartAsync(CancellationToken cancellationToken) => store.Start(cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            try
            {
                await store.Stop().WaitAsync(Patience, CancellationToken.None); // they were asked to park when the stopping began
            }
            catch (TimeoutException)
            {
                log.LogWarning(
                    "A job has not parked within {Seconds} s; it runs again at the next start, as after a crash", Patience.TotalSeconds);
            }
        }
    }
}
