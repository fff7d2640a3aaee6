using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Builds;
using Timbre.Server.Recordings;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Tests.Webhooks;

/// <summary>Voices whose builds come to an end at once, by the events that steps of builds tell.</summary>
internal static class FinishedVoices
{
    public static async Task<string> NewVoice(this TestServer server, string? callbackUri)
    {
        var (_, body) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid", callback_uri = callbackUri });
        return body.GetProperty("item").Text("uuid");
    }

    /// <summary>With a model that nothing can speak with, or the one that is given.</summary>
    public static async Task Finish(this TestServer server, string uuid, byte[]? model = null)
    {
        var blobs = server.Services.GetRequiredService<BlobFolder>();
        var blob = BlobName.New(uuid, ".voice");
        await blobs.Put(blob, new MemoryStream(model ?? []), default);
        await server.End(
            uuid, BuildEvent.Trained, null, [],
            (unit, voice) => VoiceTable.ReplaceModel(unit, uuid, blob, voice.Build, "a test", default));
    }

    public static Task Fail(this TestServer server, string uuid, string issue) =>
        server.End(uuid, BuildEvent.Broken, issue, []);

    public static Task RefuseData(this TestServer server, string uuid, string issue, params Recording[] atFault) =>
        server.End(uuid, BuildEvent.DataRefused, issue, atFault);

    public static Recording NewRecording(string uuid, string name, string? text) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        VoiceId = uuid,
        Name = name,
        Text = text,
        IsActive = true,
        Fill = false,
        Source = Recording.Uploaded,
        OriginalBlob = $"{uuid}/none.wav",
        OriginalType = "audio/wav",
        WorkBlob = $"{uuid}/none.wav",
        Sha256 = new string('0', 64),
        RateHz = 16000,
        Seconds = 2,
        SpeechSeconds = 0,
        IsSilent = true,
        IsOutlier = false,
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
    };

    /// <summary>As if a job had worked on the voice's build for a while.</summary>
    public static async Task PretendBuilding(this TestServer server, string uuid)
    {
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        await PretendBuilding(unit, uuid);
        await unit.Commit();
    }

    private static async Task PretendBuilding(UnitOfWork unit, string uuid) =>
        Assert.Equal(
            1,
            await unit.Execute("update builds set status = 'running', stage = 'training' where voice_id = @uuid", new { uuid }, default));

    private static async Task End(
        this TestServer server, string uuid, BuildEvent what, string? issue, IEnumerable<Recording> atFault,
        Func<UnitOfWork, Voice, Task>? write = null)
    {
        var voices = server.Services.GetRequiredService<VoiceTable>();
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        await PretendBuilding(unit, uuid);
        var voice = (await voices.Lock(unit, uuid, default))!;
        if (write is not null)
            await write(unit, voice);
        await server.Services.GetRequiredService<VoiceBuilds>().Apply(unit, voice, what, issue, atFault, default);
        await unit.Commit();
    }
}
