using System.Data.Common;
using Timbre.Server.Accounts;
using Timbre.Server.Admin;
using Timbre.Server.Analysis;
using Timbre.Server.Batches;
using Timbre.Server.Builds;
using Timbre.Server.Clips;
using Timbre.Server.Configuration;
using Timbre.Server.Consent;
using Timbre.Server.Consent.Records;
using Timbre.Server.Datasets;
using Timbre.Server.Docs;
using Timbre.Server.Hosting.Health;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Server.Recognition;
using Timbre.Server.Recordings;
using Timbre.Server.Speech;
using Timbre.Server.Studio;
using Timbre.Server.Terms;
using Timbre.Server.Training;
using Timbre.Server.Transcriptions;
using Timbre.Server.Unsupported;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Hosting;

/// <summary>The table of contents: every module adds itself and maps itself.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is ["openapi", var path])
            {
                await DocumentFile.Write(path, CancellationToken.None);
                return 0;
            }

            await using var app = await Build(args);
            DataFolder.UseScratch(app.Services.GetRequiredService<DataDirectory>().Path);
            await app.RunAsync();
            return 0;
        }
        catch (Exception stop) when (stop is SettingException or NewerDatabaseException or IOException)
        {
            await Console.Error.WriteLineAsync(stop.Message);
            return 1;
        }
        catch (DbException stop)
        {
            await Console.Error.WriteLineAsync(
                $"The database cannot be used: {stop.Message} Its address is the setting TIMBRE_DATABASE; without it, a file " +
                    "in TIMBRE_DATA.");
            return 1;
        }
    }

    /// <summary>A server that is ready to run: settings read, database migrated, first account made.</summary>
    public static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = new SettingsReader(builder.Configuration);
        var options = HostingOptions.Read(settings);
        builder.AddHosting(options, settings);
        AddSlices(builder.Services, settings, options.DataFolder);
        settings.RefuseUnknown();
        DataFolder.Prepare(options.DataFolder);
        var folder = DataFolder.Lock(options.DataFolder);

        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(folder.Dispose);
        await app.Services.GetRequiredService<Migrator>().Run(CancellationToken.None);
        await app.Services.GetRequiredService<LinkKey>().Load(CancellationToken.None);
        app.Services.GetRequiredService<SigningKey>(); // made at the first start
        await app.Services.GetRequiredService<DefaultAccount>().EnsureAndPrintKey(CancellationToken.None);

        Use(app);
        return app;
    }

    private static void AddSlices(IServiceCollection services, SettingsReader settings, string dataFolder)
    {
        services.AddAccounts(settings);
        services.AddAdmin();
        services.AddRecognition(settings, dataFolder);
        services.AddVoices(settings);
        services.AddConsent(settings);
        services.AddRecordings(settings);
        services.AddAnalysis(settings);
        services.AddDatasets(settings);
        services.AddTraining(settings);
        services.AddBuilds();
        services.AddSpeech(settings);
        services.AddTranscriptions();
        services.AddProjects(settings);
        services.AddTerms(settings);
        services.AddClips(settings);
        services.AddBatches(settings);
        services.AddWebhooks(settings);
        services.AddJobs();
        services.AddDocs();
    }

    private static void Use(WebApplication app)
    {
        app.UseErrorHandling();
        app.UseRouting();
        app.UseMaintenance();
        app.UseSockets();
        app.UseApiKeys();
        app.MapHealth();
        app.MapAdmin();

        var api = app.MapGroup("/api/v2");
        api.MapBuilds();
        api.MapConsent();
        api.MapRecordings();
        api.MapAnalysis();
        api.MapWebhooks();
        api.MapProjects();
        api.MapTerms();
        api.MapClips();
        api.MapBatches();
        api.MapReading();
        api.MapUnsupported();
        app.MapSpeech();
        app.MapTranscriptions();
        app.MapDocs();
        app.MapStudio();
    }
}
