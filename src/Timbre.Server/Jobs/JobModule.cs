namespace Timbre.Server.Jobs;

/// <summary>Slow work: durable, bounded, and continued after a crash.</summary>
internal static class JobModule
{
    public static void AddJobs(this IServiceCollection to) => to
        .AddSingleton<JobStore>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<IntentTable>()
        .AddSingleton<RunningJobs>()
        .AddHostedService<JobService>()
        .AddHostedService(services => services.GetRequiredService<Dispatcher>());

    /// <summary>Starts Quartz before the dispatcher and stops it after: jobs park before the database closes.</summary>
    private sealed class JobService(JobStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.Start(cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken) => await store.DisposeAsync();
    }
}
