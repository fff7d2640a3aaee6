using System.Net;
using System.Text;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Voices;

public sealed class EraseTests
{
    [Fact]
    public async Task Nothing_of_a_deleted_voice_is_left_in_the_data_folder()
    {
        await using var services = await ExternalServices.Open();
        services.Files["talk.wav"] = Samples.Long();
        await using var server = await TestServer.Start(("Policies:RapidSeconds", "5"));
        var consent = Samples.Long(5);
        var (_, created) = await server.Http.Post("/api/v2/voices", new
        {
            name = "Zebediah Quuxworth",
            description = "a most secret description",
            voice_type = "rapid",
            dataset_url = $"{services.Url}data/talk.wav",
            callback_uri = $"{services.Url}hook?secret=xyzzy-plugh",
            consent = Convert.ToBase64String(consent),
        });
        var uuid = created.GetProperty("item").Text("uuid");
        var upload = Samples.Bytes(0);
        using (var form = Samples.Form("recording by name", upload, "transcript of the recording"))
            Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form)).StatusCode);
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
        var (_, recordings) = await server.Http.Get($"/api/v2/voices/{uuid}/recordings?page_size=100");
        var ids = recordings.GetProperty("items").EnumerateArray().Select(item => item.Text("uuid")).ToList();

        var traces = new List<byte[]>
        {
            Encoding.UTF8.GetBytes("Zebediah Quuxworth"), Encoding.UTF8.GetBytes("a most secret description"),
            Encoding.UTF8.GetBytes("xyzzy-plugh"),
            Encoding.UTF8.GetBytes("transcript of the recording"), Encoding.UTF8.GetBytes("recording by name"),
            Encoding.UTF8.GetBytes("talk.wav"), Encoding.UTF8.GetBytes(uuid),
            upload[2000..2100], consent[50_000..50_100],
        };
        traces.AddRange(ids.Select(Encoding.UTF8.GetBytes));
        Assert.All(traces, trace => Assert.NotEmpty(RawBytes.FilesWith(server.DataFolder, trace)));

        Assert.Equal(HttpStatusCode.OK, (await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}")).Status);
        Assert.All(
            traces,
            trace => Assert.True(RawBytes.FilesWith(server.DataFolder, trace).Count == 0, $"left: {Encoding.UTF8.GetString(trace)}"));
        Assert.False(Directory.EnumerateFileSystemEntries(server.DataFolder, $"*{uuid}*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Deleting_a_voice_stops_its_build_and_leaves_nothing()
    {
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Samples.Zip();
        await using var server = await TestServer.Start(("Policies:ProfessionalSeconds", "5"), ("Policies:ProfessionalSpeechSeconds", "3"));
        var (_, created) = await server.Http.Post(
            "/api/v2/voices", new { name = "Stopped", dataset_url = $"{services.Url}data/clips.zip" });
        var uuid = created.GetProperty("item").Text("uuid");
        await Task.Delay(700);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}")).Status);
        await Task.Delay(500);
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, uuid));
        Assert.False(Directory.Exists(Path.Combine(server.DataFolder, "blobs", uuid)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", ".incoming")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "scratch")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", ".leases")));
    }
}
