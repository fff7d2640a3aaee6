using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Clips;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Tests.Admin.Backups;

/// <summary>A server with something of everything in it.</summary>
internal static class PopulatedServer
{
    public static async Task<string> Furnish(TestServer server)
    {
        using var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name = "other", plan = "free", company = "Ünïcode & Söhne \"2\"" });
        await admin.Post("/admin/v1/keys", new { account = "other", label = "first" });
        await admin.Post("/admin/v1/accounts/default/webhook_secret");

        var (_, body) = await server.Http.Post("/api/v2/voices", new
        {
            name = "Ada \n \u2028 😀",
            voice_type = "rapid",
            description = "d",
            consent = Convert.ToBase64String(Samples.Bytes(0)),
            callback_uri = "http://127.0.0.1:1/nobody",
        });
        var uuid = body.GetProperty("item").Text("uuid");
        for (var i = 0; i < 2; i++)
        {
            using var response = await server.Http.PostAsync(
                $"/api/v2/voices/{uuid}/recordings", Samples.Form($"r{i}", Samples.Bytes(i), Samples.Clips[i].Text));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var speaker = await server.NewSpeaker(name: "Reader");
        var project = await server.NewProject();
        Assert.True(
            (await server.Http.Post(
                $"/api/v2/projects/{project}/clips",
                new { voice_uuid = speaker, body = "Kept.", title = "kept", output_format = "ogg" })).Body.Is("success"));
        Assert.True(
            (await server.Http.Post("/api/v2/phonemes", new { word = "three", phonetic_transcription = "θɹiː" })).Body.Is("success"));
        Assert.True(
            (await server.Http.Post(
                "/api/v2/term_substitutions", new { original_text = "gray", replacement_text = "grey" })).Body.Is("success"));

        await server.Fail(uuid, "It broke.");
        // until the first attempt has failed and the next is hours away: nothing changes by itself any more
        var soon = new { soon = DateTimeOffset.UtcNow.AddMinutes(2) };
        for (var until = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < until; await Task.Delay(50))
        {
            if (await server.Services.GetRequiredService<Database>()
                .First<string>(
                    "select count(*) || ' of ' || (select count(*) from jobs) from jobs where state = 'waiting' and due_at > @soon", soon,
                    default) == "1 of 1")
                break;
        }

        return uuid;
    }

    public static async Task<byte[]> Backup(this TestServer server)
    {
        using var admin = server.Operator();
        return await admin.GetByteArrayAsync("/admin/v1/backup");
    }

    public static async Task<(HttpStatusCode Status, string Body)> Restore(this TestServer server, byte[] backup)
    {
        using var admin = server.Operator();
        using var response = await admin.PostAsync("/admin/v1/restore", new ByteArrayContent(backup));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The sound of every clip of every project.</summary>
    public static async Task<List<byte[]>> ClipSounds(this TestServer server)
    {
        var sounds = new List<byte[]>();
        foreach (var project in (await server.Http.Get("/api/v2/projects")).Body.GetProperty("items").EnumerateArray())
        {
            foreach (var clip in (await server.Http.Get($"/api/v2/projects/{project.Text("uuid")}/clips")).Body.GetProperty("items")
                .EnumerateArray())
                sounds.Add(await server.Http.GetByteArrayAsync(clip.Text("audio_src")));
        }

        return sounds;
    }

    /// <summary>The sound of every recording of the voice.</summary>
    public static async Task<List<byte[]>> Sounds(this TestServer server, string uuid)
    {
        var sounds = new List<byte[]>();
        foreach (var item in (await server.Http.Get($"/api/v2/voices/{uuid}/recordings?page_size=100")).Body.GetProperty("items")
            .EnumerateArray())
            sounds.Add(await server.Http.GetByteArrayAsync(item.Text("audio_src")));
        return sounds;
    }
}
