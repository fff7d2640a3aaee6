using System.Text.Json;
using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Plumbing.Maintenance;

namespace Timbre.Server.Voices.Progress;

/// <summary>GET /voices/{uuid}/events: the voice's progress as server-sent events, now and at every change, until its work ends.</summary>
internal static class FollowVoice
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CommentEvery = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices/{uuid}/events", Handle).WithName(nameof(FollowVoice))
        .Produces<VoiceProgress>(200, "text/event-stream");

    private static async Task<IResult> Handle(
        string uuid, HttpContext context, Account account, VoiceTable voices, IntentTable intents, EventStreams streams, MaintenanceMode maintenance,
        Settings settings, IHostApplicationLifetime life, TimeProvider time)
    {
        if (await voices.Find(account.Id, uuid, context.RequestAborted) is null)
            return Refusal.NotFound("voice").ToResult();
        using var place = streams.Open(account.Id);
        if (place is null)
            return new Refusal(429, "too_many_streams", $"More than {settings.Limits.MaxEventStreamsPerAccount} event streams are open: close one first.").ToResult();

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping, maintenance.Beginning);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collects the stream before passing it on makes it worthless
        try
        {
            await Stream(response, async ct => await voices.Find(account.Id, uuid, ct) is { } voice ? await VoiceProgress.Of(voice, intents, ct) : VoiceProgress.Deleted, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the caller has gone, or the server goes: a client that wants more calls again
        }

        return Results.Empty;
    }

    private static async Task Stream(HttpResponse response, Func<CancellationToken, Task<VoiceProgress>> look, TimeProvider time, CancellationToken ct)
    {
        VoiceProgress? told = null;
        var lastWord = time.GetTimestamp();
        while (true)
        {
            var now = await look(ct);
            var isEnd = now.IsEnd || now == VoiceProgress.Deleted;
            if (now != told)
                await Say($"event: progress\ndata: {JsonSerializer.Serialize(now, Wire.Options)}\n\n");
            else if (time.GetElapsedTime(lastWord) >= CommentEvery)
                await Say(": still here\n\n"); // keeps the line open, and finds out whether anybody listens
            if (isEnd)
            {
                await Say($"event: end\ndata: {JsonSerializer.Serialize(now, Wire.Options)}\n\n");
                return;
            }

            told = now;
            await Task.Delay(LookEvery, time, ct);
        }

        async Task Say(string text)
        {
            await response.WriteAsync(text, ct);
            await response.Body.FlushAsync(ct);
            lastWord = time.GetTimestamp();
        }
    }
}
