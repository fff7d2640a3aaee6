using System.Net;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Admin.Backups;

public sealed class BackupTests
{
    private static readonly (string, string) Patient = ("Policies:RetryScale", "1000");

    public static TheoryData<string, string> Ways()
    {
        var ways = new TheoryData<string, string> { { "sqlite", "sqlite" } };
        if (PostgresFactAttribute.Connection is not null)
        {
            ways.Add("sqlite", "postgres");
            ways.Add("postgres", "sqlite");
            ways.Add("postgres", "postgres");
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_was_backed_up_here_stands_there_and_nothing_else(string here, string there)
    {
        await using var from = await TestServer.StartOn(here, Patient);
        var uuid = await PopulatedServer.Furnish(from);
        var backup = await from.Backup();

        await using var to = await TestServer.StartOn(there, Patient);
        var replaced = await to.NewVoice(null);
        using (var upload = await to.Http.PostAsync($"/api/v2/voices/{replaced}/recordings", Samples.Form("gone", Samples.Bytes(4))))
            Assert.Equal(HttpStatusCode.OK, upload.StatusCode);
        var (status, body) = await to.Restore(backup);
        Assert.True(status == HttpStatusCode.OK, body);

        Assert.Equal([], BackupFile.Read(await to.Backup()).Content().Except(BackupFile.Read(backup).Content()));
        Assert.Equal(BackupFile.Read(backup).Content(), BackupFile.Read(await to.Backup()).Content());
        Assert.Equal(await from.Sounds(uuid), await to.Sounds(uuid));
        Assert.Equal(Assert.Single(await from.ClipSounds()), Assert.Single(await to.ClipSounds()));
        Assert.Equal(HttpStatusCode.NotFound, (await to.Http.Get($"/api/v2/voices/{replaced}")).Status);
        Assert.False(Directory.Exists(Path.Combine(to.DataFolder, "blobs", replaced)));
        await to.Restart();
        Assert.Equal(await from.Sounds(uuid), await to.Sounds(uuid));
        Assert.Equal(HttpStatusCode.OK, (await to.Http.Post("/api/v2/voices", new { name = "Still alive" })).Status);
    }

    [Theory, Databases]
    public async Task What_was_still_to_be_done_is_done_after_a_restore(string database)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(503, "retry-after", "86400");
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);
        var first = await receiver.Next();
        var file = BackupFile.Read(await server.Backup());
        var due = JsonSerializer.Deserialize<JsonElement>(file.Text("tables/callbacks.jsonl")).GetProperty("due_at").ToString();
        var soon = file.With("tables/callbacks.jsonl", file.Text("tables/callbacks.jsonl").Replace(due, "1"))
            .With("tables/jobs.jsonl", file.Text("tables/jobs.jsonl").Replace(due, "1"));

        var (status, body) = await server.Restore(soon.Write());
        Assert.True(status == HttpStatusCode.OK, body);
        Assert.Equal(first.Id, (await receiver.Next()).Id);
    }

    [Theory, Databases]
    public async Task A_backup_taken_while_everything_changes_is_whole(string database)
    {
        await using var server = await TestServer.StartOn(database);
        await using var other = await TestServer.StartOn(database);
        using var enough = new CancellationTokenSource();
        var changed = new Counter();
        var changes = Task.Run(() => Change(server, changed, enough.Token));
        for (var backups = 0; (backups < 6 || changed.Count < 8) && !changes.IsFaulted; backups++)
        {
            var (status, body) = await other.Restore(await server.Backup());
            Assert.True(status == HttpStatusCode.OK, body);
            foreach (var voice in (await other.Http.Get("/api/v2/voices?page_size=100")).Body.GetProperty("items").EnumerateArray())
                Assert.All(await other.Sounds(voice.Text("uuid")), sound => Assert.Equal(Samples.Bytes(2), sound));
        }

        await enough.CancelAsync();
        await changes;
    }

    [Fact]
    public async Task What_is_damaged_cut_off_or_newer_is_refused_and_nothing_changes()
    {
        await using var server = await TestServer.Start(Patient);
        var uuid = await PopulatedServer.Furnish(server);
        var good = await server.Backup();
        var file = BackupFile.Read(good);
        var before = file.Content().ToList();

        foreach (var (what, bytes) in Damaged(good, file))
        {
            var (status, body) = await server.Restore(bytes);
            Assert.True(status == HttpStatusCode.BadRequest, $"{what}: {status} {body}");
            var code = JsonSerializer.Deserialize<JsonElement>(body).Text("code");
            Assert.True(
                code == (what.StartsWith("newer", StringComparison.Ordinal) ? "backup_newer" : "backup_damaged"), $"{what}: {body}");
        }

        Assert.Equal(before, BackupFile.Read(await server.Backup()).Content());
        Assert.Equal(2, (await server.Sounds(uuid)).Count);
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(server.DataFolder, "blobs"), "*", SearchOption.AllDirectories),
            path => path.Contains("-r") || path.Contains(".incoming"));
    }

    [Theory, Databases]
    public async Task An_older_backup_is_brought_to_this_version(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var older = new BackupFile([
            ("manifest.json", """{"format":1,"schema":1,"created_at":"2026-01-01T00:00:00.000Z"}"""u8.ToArray()),
            ("tables/accounts.jsonl", Encoding.UTF8.GetBytes(
                """{"id":"a1","name":"old","plan":"pro","authorized_uploader":true,"company":null,"webhook_secret":"whsec_AAAA","""
                    + """ "previous_webhook_secret":null,"previous_secret_until":null,"created_at":1700000000000}""" + "\n"))]);
        var (status, body) = await server.Restore(older.Write());
        Assert.True(status == HttpStatusCode.OK, body);
        using var admin = server.Operator();
        var accounts = (await admin.Get("/admin/v1/accounts")).Body.GetProperty("items").EnumerateArray()
            .Select(account => account.Text("name"));
        Assert.Equal(["default", "old"], accounts.Order()); // the default account is made where there is none, as at a first start
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Post("/api/v2/voices", new { name = "Ada" })).Status);
        await server.Restart();
    }

    [Fact]
    public async Task Without_room_on_the_disk_nothing_is_begun()
    {
        await using var roomy = await TestServer.Start();
        await using var server = await TestServer.Start(("Limits:MinFreeDiskBytes", $"{long.MaxValue / 2}"));
        using var admin = server.Operator();
        Assert.Equal(HttpStatusCode.InsufficientStorage, (await server.Restore(await roomy.Backup())).Status);
        Assert.Equal(HttpStatusCode.InsufficientStorage, (await admin.Get("/admin/v1/backup")).Status);
    }

    [Fact]
    public async Task Only_the_operator_backs_up_and_restores()
    {
        await using var server = await TestServer.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.Get("/admin/v1/backup")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.Post("/admin/v1/restore")).Status);
    }

    /// <summary>What a backup may have become on its way, by what was done to it.</summary>
    private static Dictionary<string, byte[]> Damaged(byte[] good, BackupFile file)
    {
        var random = new Random(7);
        var bad = new Dictionary<string, byte[]>
        {
            ["nothing"] = [],
            ["text"] = "not a backup"u8.ToArray(),
            ["no checksum"] = file.Without(name => name == "checksum.sha256").Write()[..^2048],
            ["a blob missing"] = file.Without(name => name.StartsWith("blobs/", StringComparison.Ordinal)).Write(),
            ["a foreign file"] = new BackupFile([.. file.Entries, ("../../etc/passwd", [1])]).Write(),
            ["an escaping blob"] = new BackupFile([.. file.Entries, ("blobs/../x/y.wav", [1])]).Write(),
            ["a foreign table"] = new BackupFile([.. file.Entries, ("tables/qrtz_locks.jsonl", "{}"u8.ToArray())]).Write(),
            ["a foreign column"] = file.With(
                "tables/accounts.jsonl", file.Text("tables/accounts.jsonl").Replace("\"plan\"", "\"plan; drop table voices\""))
                .Write(),
            ["a row twice"] = file.With("tables/accounts.jsonl", file.Text("tables/accounts.jsonl") + file.Text("tables/accounts.jsonl"))
                .Write(),
            ["no such voice"] = file.With("tables/voices.jsonl", "").Write(),
            ["not JSON"] = file.With("tables/keys.jsonl", "{").Write(),
            ["newer format"] = file.With("manifest.json", """{"format":3,"schema":1,"created_at":"2026-01-01T00:00:00.000Z"}""").Write(),
            ["newer database"] = file.With("manifest.json", """{"format":1,"schema":9999,"created_at":"2026-01-01T00:00:00.000Z"}""")
                .Write(),
        };
        for (var i = 0; i < 20; i++)
            bad[$"cut {i}"] = good[..random.Next(good.Length - 1024)];
        foreach (var (name, content) in file.Entries.Where(entry => entry.Content.Length > 0)
            .DistinctBy(entry => entry.Name.Split('/')[0] + entry.Content.Length % 3))
            bad[$"bit of {name}"] = Flipped(good, content, random);
        return bad;
    }

    private static byte[] Flipped(byte[] tar, byte[] content, Random random)
    {
        var at = tar.AsSpan().IndexOf(content) + random.Next(content.Length);
        var flipped = tar.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    /// <summary>Voices come, are filled, lose recordings and go.</summary>
    private static async Task Change(TestServer server, Counter changed, CancellationToken ct)
    {
        var voices = new Queue<string>();
        while (!ct.IsCancellationRequested)
        {
            var uuid = await server.NewVoice(null);
            voices.Enqueue(uuid);
            for (var i = 0; i < 3; i++)
                (await server.Http.PostAsync(
                    $"/api/v2/voices/{uuid}/recordings", Samples.Form($"r{i}", Samples.Bytes(2)), CancellationToken.None)).Dispose();
            var (_, list) = await server.Http.Get($"/api/v2/voices/{uuid}/recordings");
            await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/recordings/{list.GetProperty("items")[0].Text("uuid")}");
            if (voices.Count > 3)
                await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{voices.Dequeue()}");
            changed.Count++;
        }
    }

    private sealed class Counter
    {
        public volatile int Count;
    }
}
