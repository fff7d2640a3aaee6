using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Jobs;

namespace Timbre.Server.Voices.Progress;

/// <summary>GET /voices/{uuid}/events: the voice's progress as server-sent events, now and at every change, until its work ends.</summary>
internal sealed class FollowVoice(
    VoiceTable voices, JobTable jobs, EventStreams streams, MaintenanceMode maintenance, IHostApplicationLifetime life, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices/{uuid}/events", Handle).WithName(nameof(FollowVoice))
        .Produces<VoiceProgress>(200, "text/event-stream");

    private static async Task<StreamAnswer> Handle(
        string uuid, Account account, FollowVoice handler, CancellationToken ct) =>
        await handler.Current(account.Id, uuid, ct) == VoiceProgress.Deleted
            ? Refusal.NotFound("voice")
            : StreamAnswer.Of(context => handler.Send(context, account.Id, uuid));

    private async Task<VoiceProgress> Current(string accountId, string uuid, CancellationToken ct) =>
        await voices.Find(accountId, uuid, ct) is { } voice ? await VoiceProgress.Of(voice, jobs, ct) : VoiceProgress.Deleted;

    private async Task Send(HttpContext context, string accountId, string uuid)
    {
        using var slot = streams.Open(accountId);
        if (slot is null)
        {
            await streams.Full.ToResult().ExecuteAsync(context);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, life.ApplicationStopping, maintenance.Beginning);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collects the stream before passing it on makes it worthless
        try
        {
            await Stream(response, ct => Current(accountId, uuid, ct), time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the caller has gone, or the server goes: a client that wants more calls again
        }
    }

    private static async Task Stream(
        HttpResponse response, Func<CancellationToken, Task<VoiceProgress>> current, TimeProvider time, CancellationToken ct)
    {
        VoiceProgress? lastSent = null;
        var lastWord = time.GetTimestamp();
        while (true)
        {
            var now = await current(ct);
            var isEnd = now.IsEnd || now == VoiceProgress.Deleted;
            if (now != lastSent)
                await Send($"event: progress\ndata: {JsonSerializer.Serialize(now, Wire.Options)}\n\n");
            else if (time.GetElapsedTime(lastWord) >= KeepAliveInterval)
                await Send(": still here\n\n"); // keeps the line open, and finds out whether anybody listens
            if (isEnd)
            {
                await Send($"event: end\ndata: {JsonSerializer.Serialize(now, Wire.Options)}\n\n");
                return;
            }

            lastSent = now;
            await Task.Delay(PollInterval, time, ct);
        }

        async Task Send(string text)
        {
            await response.WriteAsync(text, ct);
            await response.Body.FlushAsync(ct);
            lastWord = time.GetTimestamp();
        }
    }
}
