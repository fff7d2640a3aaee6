using Timbre.Server.Configuration;
using Timbre.Server.Hosting.Health;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Network;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Hosting;

/// <summary>What every module stands on: settings, the database, the blobs, JSON.</summary>
internal static class HostingModule
{
    /// <summary>How long requests may take to end after SIGTERM; with what follows it stays below the 30 s that supervisors wait.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(20);

    public static void AddHosting(this WebApplicationBuilder builder, HostingOptions options, SettingsReader settings)
    {
        var requests = settings.Limits<RequestLimits>();
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = requests.MaxJsonBytes;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // its request lines would carry signed links
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => Wire.Configure(options.SerializerOptions));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
        builder.Services
            .AddSingleton(new DataDirectory(options.DataFolder))
            .AddSingleton(requests)
            .AddSingleton(settings.Limits<DiskLimits>())
            .AddSingleton(settings.Policies<LinkPolicy>())
            .AddSingleton(PublicAddress.Read(settings))
            .AddSingleton(NetworkPolicy.Parse(settings.Text(NetworkPolicy.Setting)))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => options.OpenDatabase())
            .AddSingleton(_ => new BlobFolder(Path.Combine(options.DataFolder, "blobs")))
            .AddSingleton<BlobDeletions>()
            .AddSingleton(_ => new ScratchFiles(DataFolder.ScratchOf(options.DataFolder)))
            .AddSingleton<DiskSpace>()
            .AddSingleton<LinkKey>()
            .AddSingleton<SignedLinks>()
            .AddSingleton<LinkedAudio>()
            .AddSingleton<MaintenanceMode>()
            .AddSingleton<Readiness>()
            .AddSingleton<Migrator>()
            .AddHostedService<StartupSweep>();
    }
}
