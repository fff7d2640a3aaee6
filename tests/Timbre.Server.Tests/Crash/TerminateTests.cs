using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

/// <summary>SIGTERM to the real process while it is at work.</summary>
public sealed class TerminateTests
{
    [Theory, Databases]
    public async Task Uploads_are_stored_whole_or_not_at_all_and_one_that_hangs_holds_up_nothing(string database)
    {
        await using var run = await Run.Start(database);
        var server = run.Server;
        var uuid = await Trainable(server, "Uploads");
        var complete = server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", Samples.Form("whole", Samples.Bytes(3)));
        using var stuck = await HalfUpload(server, uuid);
        await Task.Delay(50);
        await run.TerminateInTime();
        var answer = await Outcome(complete);

        await server.Start();
        var (_, recordings) = await server.Http.Get($"/api/v2/voices/{uuid}/recordings?page_size=50");
        var names = recordings.GetProperty("items").EnumerateArray().Select(item => item.Text("name")).ToList();
        Assert.Equal(answer == HttpStatusCode.OK, names.Contains("whole"));
        Assert.DoesNotContain("half", names);
        Assert.Empty(Directory.GetFiles(Path.Combine(run.Folder, "blobs", ".incoming")));
    }

    [Theory, Databases]
    public async Task A_sentence_is_spoken_to_its_end_and_a_training_goes_on_at_the_next_start(string database)
    {
        await using var run = await Run.Start(database);
        var server = run.Server;
        var speaking = await Trainable(server, "Speaking");
        await server.Http.Post($"/api/v2/voices/{speaking}/build");
        Assert.Equal("finished", (await server.Http.Settled(speaking)).Text("status"));

        var training = await Trainable(server, "Training");
        await server.Http.Post($"/api/v2/voices/{training}/build");
        var speech = server.Http.PostAsJsonAsync(
            "/synthesize", new { voice_uuid = speaking, data = "This is still being spoken when the end is asked for." });
        await Task.Delay(200);
        await run.TerminateInTime();
        Assert.Equal(HttpStatusCode.OK, await Outcome(speech));

        await server.Start();
        Assert.Equal("finished", (await server.Http.Settled(training)).Text("status"));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Post("/synthesize", new { voice_uuid = training, data = "Again." })).Status);
    }

    private static async Task<HttpStatusCode?> Outcome(Task<HttpResponseMessage> request)
    {
        try
        {
            using var response = await request;
            await response.Content.ReadAsByteArrayAsync();
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<string> Trainable(ServerProcess server, string name)
    {
        var (_, body) = await server.Http.Post("/api/v2/voices", new { name, voice_type = "rapid" });
        var uuid = body.GetProperty("item").Text("uuid");
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Http.PostAsync(
                $"/api/v2/voices/{uuid}/recordings", Samples.Form($"r{i}", Samples.Bytes(i), Samples.Clips[i].Text));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        return uuid;
    }

    /// <summary>An upload whose sender goes silent in the middle.</summary>
    private static async Task<TcpClient> HalfUpload(ServerProcess server, string uuid)
    {
        using var form = Samples.Form("half", Samples.Bytes(2));
        var body = await form.ReadAsByteArrayAsync();
        var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        var head = $"POST /api/v2/voices/{uuid}/recordings HTTP/1.1\r\nHost: timbre\r\nAuthorization: Bearer {TestServer.Key}\r\n" +
            $"Content-Type: {form.Headers.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2));
        return client;
    }

    /// <summary>The process with a folder and a database of its own.</summary>
    private sealed record Run(ServerProcess Server, string Folder, ScratchDatabase? Scratch) : IAsyncDisposable
    {
        public static async Task<Run> Start(string database)
        {
            var folder = Directory.CreateTempSubdirectory("timbre-term-").FullName;
            var scratch = database == "postgres" ? await ScratchDatabase.Create() : null;
            var server = scratch is null ? new ServerProcess(folder) : new ServerProcess(folder, ("TIMBRE_DATABASE", scratch.Connection));
            await server.Start();
            return new Run(server, folder, scratch);
        }

        public async Task TerminateInTime()
        {
            var clock = Stopwatch.StartNew();
            var code = await Server.Terminate();
            Assert.True(code == 0, $"Exit code {code}; the server said:\n{Server.Log}");
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
            if (Scratch is not null)
                await Scratch.DisposeAsync();
        }
    }
}
