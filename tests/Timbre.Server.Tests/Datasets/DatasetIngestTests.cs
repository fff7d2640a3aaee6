using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Recordings;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Datasets;

/// <summary>Professional voices without consent: analysed, and waiting.</summary>
public sealed class DatasetIngestTests
{
    private static readonly (string, string)[] Easy =
        [("TIMBRE_AUTHORIZED_UPLOADER", "false"), ("Policies:ProfessionalSeconds", "20"), ("Policies:ProfessionalSpeechSeconds", "10")];

    [Theory, Databases]
    public async Task Clips_become_recordings_named_by_their_paths_with_their_transcripts(string database)
    {
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Samples.Zip();
        await using var server = await TestServer.StartOn(database, Easy);
        var (stage, recordings) = await Ingest(server, $"{services.Url}data/clips.zip");
        Assert.Equal("awaiting_consent", stage);
        Assert.Equal(
            Samples.Clips.Select(clip => ($"clips/{clip.Name}.wav", clip.Text)).Order(),
            recordings.Select(recording => (recording.Name, recording.Text!)).Order());
        Assert.All(
            recordings,
            recording =>
                Assert.True(
                    recording is
                    {
                        IsActive: true, IsSilent: false, SpeechSeconds: > 0.5, Source: "dataset",
                        StoiScore: > 0.9, PesqScore: > 3, SiDrScore: > 15
                    }));
    }

    [Fact]
    public async Task A_long_file_is_cut_at_its_pauses_and_every_piece_can_be_read()
    {
        await using var services = await ExternalServices.Open();
        services.Files["talk.wav"] = Samples.Long();
        await using var server = await TestServer.Start(Easy);
        var (stage, recordings) = await Ingest(server, $"{services.Url}data/talk.wav?token=secret");
        Assert.Equal("awaiting_consent", stage);
        Assert.InRange(recordings.Count, 2, 25);
        Assert.All(recordings, recording =>
        {
            Assert.StartsWith("talk.wav [00:00:", recording.Name);
            Assert.InRange(recording.Seconds, 1, 15);
            Assert.True(File.Exists(Path.Combine(server.DataFolder, "blobs", recording.WorkBlob)));
        });
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", ".incoming")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "scratch")));
    }

    [Fact]
    public async Task Too_short_a_dataset_is_an_issue_that_names_what_was_not_used()
    {
        await using var services = await ExternalServices.Open();
        services.Files["few.zip"] = Samples.Zip(transcripts: false);
        await using var server = await TestServer.Start([.. Easy, ("Policies:ProfessionalSeconds", "600")]);
        var (_, created) = await server.Http.Post(
            "/api/v2/voices", new { name = "Ada", dataset_url = $"{services.Url}data/few.zip", callback_uri = $"{services.Url}hook" });
        var voice = await server.Http.Settled(created.GetProperty("item").Text("uuid"));
        Assert.Equal("dataset_issue", voice.Text("status"));
        Assert.Contains("10.0 min of sound", voice.Text("issue"));
    }

    [Fact]
    public async Task Another_dataset_replaces_what_the_first_one_brought()
    {
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Samples.Zip();
        services.Files["talk.wav"] = Samples.Long();
        await using var server = await TestServer.Start(Easy);
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", dataset_url = $"{services.Url}data/clips.zip" });
        var uuid = created.GetProperty("item").Text("uuid");
        await server.Http.Settled(uuid);
        await server.Http.Send(HttpMethod.Put, $"/api/v2/voices/{uuid}", new { dataset_url = $"{services.Url}data/talk.wav" });
        await server.Http.Settled(uuid);
        var recordings = await server.Services.GetRequiredService<RecordingTable>().All(uuid, CancellationToken.None);
        Assert.All(recordings, recording => Assert.StartsWith("talk.wav", recording.Name));
        Assert.NotEmpty(recordings);
        var named = recordings.SelectMany(recording => new[] { recording.OriginalBlob, recording.WorkBlob }).Distinct().Count();
        Assert.Equal(named, Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", uuid)).Count());
    }

    private static async Task<(string Stage, IReadOnlyList<Recording> Recordings)> Ingest(TestServer server, string url)
    {
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", dataset_url = url });
        var uuid = created.GetProperty("item").Text("uuid");
        var voice = await server.Http.Settled(uuid);
        var recordings = await server.Services.GetRequiredService<RecordingTable>().All(uuid, CancellationToken.None);
        return (voice.GetProperty("progress").Text("stage"), recordings);
    }
}
