using Timbre.Server.Tests.Hosting;
using Timbre.Storage;
using Xunit.Abstractions;

namespace Timbre.Server.Tests.Crash;

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output)
{
    [Fact]
    public Task Killed_thirty_times_at_random_points_every_promise_is_kept() => RunKilled("sqlite");
}

public sealed class PostgresKillTests(ITestOutputHelper output) : KillTests(output)
{
    [PostgresFact]
    public Task Killed_thirty_times_at_random_points_every_promise_is_kept() => RunKilled("postgres");
}

/// <summary>A class for each database: they take the longest of all tests, and run beside each other.</summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private const int Kills = 30;

    /// <summary>Kills that must have come while a voice was not done yet, or the others would prove nothing.</summary>
    private const int MinKillsAtWork = 24;

    private protected async Task RunKilled(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-kill-").FullName;
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Samples.Zip();
        services.Files["talk.wav"] = Samples.Long();
        await using var postgres = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using var server = new ServerProcess(folder, [.. Easy, ("TIMBRE_DATABASE", postgres?.Connection ?? "")]);
        await server.Start();

        using var enough = new CancellationTokenSource();
        var client = new CrashClient(server, services, output);
        var shopping = Task.Run(() => client.ShopUntil(enough.Token));
        var random = new Random(20261122);
        var killsAtWork = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(50, 2500));
            killsAtWork += await IsAtWork(server) ? 1 : 0;
            await server.Kill();
            await server.Start();
        }

        await enough.CancelAsync();
        await shopping;
        output.WriteLine($"{client.Orders.Count} voices were ordered; {killsAtWork} of {Kills} kills came while one was not done.");
        Assert.True(client.Orders.Count >= 4 && killsAtWork >= MinKillsAtWork);
        foreach (var order in client.Orders)
            await client.CheckPersisted(order);
        await client.CheckWebhooks();
        await NothingIsLeftToDo(folder, postgres);
        foreach (var order in client.Orders)
            await client.CheckAnalysed(order);
        Directory.Delete(folder, recursive: true);
    }

    private static (string, string)[] Easy =>
    [
        ("Policies__RapidSeconds", "4"), ("Policies__ProfessionalSeconds", "4"), ("Policies__ProfessionalSpeechSeconds", "2"),
        ("Policies__RapidSpeechSeconds", "2"),
        ("Policies__RetryScale", "0.02"),
    ];

    private static async Task<bool> IsAtWork(ServerProcess server)
    {
        var (_, voices) = await server.Http.Get("/api/v2/voices?page_size=1000");
        return voices.GetProperty("items").EnumerateArray().Any(voice => voice.Text("status") is not ("finished" or "dataset_issue"));
    }

    private static async Task NothingIsLeftToDo(string folder, ScratchDatabase? postgres)
    {
        await using var db = postgres is null ? Database.Sqlite(Path.Combine(folder, "timbre.db")) : Database.Postgres(postgres.Connection);
        var until = DateTime.UtcNow.AddSeconds(30);
        while (await db.First<int>(
            "select (select count(*) from jobs) + (select count(*) from qrtz_job_details)", null, CancellationToken.None) > 0)
        {
            Assert.True(DateTime.UtcNow < until, "Jobs are left although every voice is done.");
            await Task.Delay(200);
        }
    }
}
