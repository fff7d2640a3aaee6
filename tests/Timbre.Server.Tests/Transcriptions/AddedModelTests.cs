using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Timbre.Bundles.Tests.Material;
using Timbre.Server.Configuration;
using Timbre.Server.Tests.Analysis;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;

namespace Timbre.Server.Tests.Transcriptions;

/// <summary>A Whisper model that a user brings, from the operator's routes to what it writes down.</summary>
public sealed class AddedModelTests
{
    private const string Name = "whisper-base";

    [WhisperFact]
    public async Task A_model_is_added_used_for_recordings_and_transcriptions_and_removed()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        await server.Http.Recorded(voice, "one", Samples.Bytes(2));
        var recognised = (await server.Http.Report(voice)).Named("one").Text("transcript");

        var admin = server.Operator();
        var (added, body) = await admin.Post("/admin/v1/models", new { path = WhisperFactAttribute.Model });
        var item = body.GetProperty("item");
        Assert.Equal((HttpStatusCode.OK, Name, false), (added, item.Text("name"), item.Is("in_use")));
        var (_, used) = await admin.Send(HttpMethod.Put, "/admin/v1/models/use", new { recognise = Name });
        Assert.Contains("1 voices are analysed anew", used.Text("message"));
        Assert.Equal(Name, (await server.Http.Get("/health/ready")).Body.Text("recogniser"));

        var again = await Until(async () => (await server.Http.Report(voice)).Named("one").Text("transcript"), text => text != recognised);
        Assert.Contains("selfish", again);
        Assert.Contains(again, char.IsUpper); // PocketSphinx has none
        var (status, text) = await CreateTranscriptionTests.Send(Samples.Bytes(2), server, ("model", Name));
        Assert.Equal((HttpStatusCode.OK, again), (status, JsonDocument.Parse(text).RootElement.Text("text")));

        Assert.Equal(HttpStatusCode.OK, (await admin.Send(HttpMethod.Delete, $"/admin/v1/models/{Name}")).Status);
        Assert.Equal("built-in", (await server.Http.Get("/health/ready")).Body.Text("recogniser"));
    }

    [WhisperFact]
    public async Task The_process_of_a_model_may_be_killed_at_any_time_and_the_server_serves_on()
    {
        await using var server = await Using();
        for (var delay = 0; delay < 1500; delay += 300)
        {
            var asked = CreateTranscriptionTests.Send(Samples.Long(10), server);
            await Task.Delay(delay);
            foreach (var process in Hosts())
                process.Kill();
            var (status, text) = await asked;
            Assert.True(
                status == HttpStatusCode.OK || (status == HttpStatusCode.ServiceUnavailable && text.Contains("recogniser_unavailable")),
                $"{status} {text}");
        }

        Assert.Equal(HttpStatusCode.OK, (await CreateTranscriptionTests.Send(Samples.Bytes(2), server)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get("/health/ready")).Status);
    }

    [WhisperFact]
    public async Task A_model_whose_file_has_changed_says_so_and_nothing_takes_its_place_unless_the_operator_wants_it()
    {
        await using var server = await Using();
        var file = Path.Combine(server.DataFolder, "models", Name, Path.GetFileName(WhisperFactAttribute.Model!));
        await using (var damaged = File.OpenWrite(file))
        {
            damaged.Position = damaged.Length / 2;
            damaged.WriteByte(1);
            damaged.WriteByte(2);
        }

        var (status, text) = await CreateTranscriptionTests.Send(Samples.Bytes(2), server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("is not the file that was added", text);
        await server.Restart(("TIMBRE_RECOGNISER_FALLBACK", "built-in"));
        (status, text) = await CreateTranscriptionTests.Send(Samples.Bytes(2), server);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("selfish", text);
    }

    [Fact]
    public async Task A_damaged_choice_of_the_recogniser_is_named_where_it_matters_and_holds_up_nothing_else()
    {
        await using var server = await TestServer.Start();
        Directory.CreateDirectory(Path.Combine(server.DataFolder, "models"));
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "models", "use.json"), "{");

        var (ready, body) = await server.Http.Get("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.StartsWith("models/use.json is damaged", body.GetProperty("checks").Text("recogniser"));
        var (status, text) = await CreateTranscriptionTests.Send(Samples.Bytes(2), server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"model_unusable\"", text);
        Assert.DoesNotContain(server.DataFolder, text);
        var voice = await server.NewVoice();
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get($"/api/v2/voices/{voice}/analysis")).Status);
    }

    [Fact]
    public async Task A_setting_that_names_no_model_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<SettingException>(() => TestServer.Start(("TIMBRE_RECOGNISER", "whisper-huge")));
        Assert.Contains("There is no model whisper-huge", refused.Message);
    }

    [Theory]
    [InlineData("relative.bin", "invalid_path")]
    [InlineData("/etc/hostname", "invalid_model")]
    [InlineData("/nowhere/at/all", "invalid_model")]
    public async Task What_is_no_model_is_refused_with_what_was_found(string path, string code)
    {
        await using var server = await TestServer.Start();
        var (status, body) = await server.Operator().Post("/admin/v1/models", new { path });
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, body.Text("code")));
        Assert.StartsWith("path: ", body.Text("message"));
    }

    [WhisperFact]
    public async Task A_backup_has_the_models_where_they_are_asked_for()
    {
        await using var server = await Using();
        var without = await server.Operator().GetByteArrayAsync("/admin/v1/backup");
        var with = await server.Operator().GetByteArrayAsync("/admin/v1/backup?models=true");
        Assert.InRange(with.Length - without.Length, 59_000_000, 61_000_000);
        await using var other = await TestServer.Start();
        using var restored = await other.Operator().PostAsync("/admin/v1/restore", new ByteArrayContent(with));
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        var (_, models) = await other.Operator().Get("/admin/v1/models");
        Assert.Equal([Name], models.GetProperty("items").EnumerateArray().Select(item => item.Text("name")));
        Assert.Equal(HttpStatusCode.OK, (await CreateTranscriptionTests.Send(Samples.Bytes(2), other, ("model", Name))).Status);
    }

    /// <summary>A server that uses the model.</summary>
    private static async Task<TestServer> Using()
    {
        var server = await TestServer.Start();
        var admin = server.Operator();
        await admin.Post("/admin/v1/models", new { path = WhisperFactAttribute.Model });
        await admin.Send(HttpMethod.Put, "/admin/v1/models/use", new { recognise = Name });
        return server;
    }

    /// <summary>The processes of models below this one.</summary>
    private static IEnumerable<Process> Hosts() =>
        Process.GetProcesses().Where(process => IsOurHost(process.Id));

    private static bool IsOurHost(int process)
    {
        try
        {
            var parent = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return parent == $"{Environment.ProcessId}" && File.ReadAllText($"/proc/{process}/cmdline").Contains("Timbre.ModelHost");
        }
        catch (IOException)
        {
            return false; // it has just ended
        }
    }

    private static async Task<string> Until(Func<Task<string>> ask, Func<string, bool> isIt)
    {
        for (var until = DateTime.UtcNow.AddMinutes(5); ; await Task.Delay(200))
        {
            var answer = await ask();
            if (isIt(answer))
                return answer;
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"It stays {answer}.");
        }
    }
}
