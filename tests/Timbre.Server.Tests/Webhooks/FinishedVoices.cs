using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Recordings;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Tests.Webhooks;

/// <summary>Voices that come to an end at once, by the transitions that jobs use.</summary>
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
        await server.End(uuid, (transitions, unit, voice) => transitions.Finish(unit, voice, blob, "a test", default));
    }

    public static Task Fail(this TestServer server, string uuid, string issue) =>
        server.End(uuid, (transitions, unit, voice) => transitions.Fail(unit, voice, issue, default));

    public static Task RefuseData(this TestServer server, string uuid, string issue, params Recording[] atFault) =>
        server.End(uuid, (transitions, unit, voice) => transitions.RefuseData(unit, voice, issue, atFault, default));

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

    private static async Task End(this TestServer server, string uuid, Func<Transitions, UnitOfWork, Voice, Task> how)
    {
        var voices = server.Services.GetRequiredService<VoiceTable>();
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        await how(server.Services.GetRequiredService<Transitions>(), unit, (await voices.Lock(unit, uuid, default))!);
        await unit.Commit();
    }
}
