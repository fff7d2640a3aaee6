using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Hosting;

namespace Timbre.Server.Tests.Hosting;

/// <summary>The real server on a free port of this machine, with a data folder of its own that goes when it goes.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Key = "test-key-0123456789abcdef";
    private readonly Dictionary<string, string> _settings;
    private readonly string? _postgresDatabase;
    private WebApplication _app;

    private TestServer(WebApplication app, Dictionary<string, string> settings, string? postgresDatabase)
    {
        _app = app;
        _settings = settings;
        _postgresDatabase = postgresDatabase;
        Http = NewClient(Key);
    }

    public string DataFolder => _settings["TIMBRE_DATA"];

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Calls with the default account's key.</summary>
    public HttpClient Http { get; private set; }

    public IServiceProvider Services => _app.Services;

    /// <summary>
    /// Settings by their names, sections as <c>Limits:RequestsPerSecond</c>. <c>TIMBRE_AUTHORIZED_UPLOADER</c> is true unless said
    /// otherwise, loopback is allowed.
    /// </summary>
    public static async Task<TestServer> Start(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["TIMBRE_URLS"] = "http://127.0.0.1:0",
            ["TIMBRE_DATA"] = Directory.CreateTempSubdirectory("timbre-test-").FullName,
            ["TIMBRE_API_KEY"] = Key,
            ["TIMBRE_AUTHORIZED_UPLOADER"] = "true",
            ["TIMBRE_ALLOW_NETWORKS"] = "127.0.0.0/8",
            ["Limits:RequestsPerSecond"] = "0",
            ["Limits:MinFreeDiskBytes"] = "1000000",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        if (!all.ContainsKey("TIMBRE_DATABASE"))
            await MigratedDatabases.CopySqlite(all["TIMBRE_DATA"]);
        return new TestServer(await Run(all), all, null);
    }

    /// <summary>The same on PostgreSQL, in a database of its own.</summary>
    public static async Task<TestServer> StartOnPostgres(params (string Name, string Value)[] settings)
    {
        var (name, connection) = await MigratedDatabases.CreatePostgres();
        var server = await Start([.. settings, ("TIMBRE_DATABASE", connection)]);
        return new TestServer(server._app, server._settings, name);
    }

    public static Task<TestServer> StartOn(string database, params (string Name, string Value)[] settings) =>
        database == "postgres" ? StartOnPostgres(settings) : Start(settings);

    /// <summary>The operator's own client.</summary>
    public HttpClient Operator() => NewClient(File.ReadAllText(Path.Combine(DataFolder, "operator.key")).Trim());

    public HttpClient NewClient(string key)
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(10) }; // no test is of the machine's speed
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Stops as SIGTERM does and starts again on the same data, with these settings changed.</summary>
    public async Task Restart(params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
            _settings[name] = value;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = await Run(_settings);
        Http.Dispose();
        Http = NewClient(Key);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
        if (_postgresDatabase is not null)
            await MigratedDatabases.DropPostgres(_postgresDatabase);
    }

    private static async Task<WebApplication> Run(Dictionary<string, string> settings)
    {
        var app = await Program.Build(
            [.. settings.Select(setting => $"--{setting.Key}={setting.Value}"), "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        return app;
    }
}
