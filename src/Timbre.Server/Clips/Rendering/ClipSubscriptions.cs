using System.Text.Json;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Jobs;
using Timbre.Server.Speech;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Clips.Rendering;

/// <summary>Who wants to hear that a clip's sound has been made: everybody who asked for it since it was last made.</summary>
internal sealed class ClipSubscriptions(CallbackTable callbacks, SignedLinks links, TimeProvider time)
{
    public Task Add(UnitOfWork unit, string clipId, string url, string linkBase, CancellationToken ct) => unit.Execute(
        "insert into clip_waiters (id, clip_id, url, link_base, created_at) values (@id, @clipId, @url, @linkBase, @now)",
        new { id = Guid.CreateVersion7().ToString("N"), clipId, url, linkBase, now = time.GetUtcNow() }, ct);

    /// <summary>Tells them how it is now. The caller has changed the clip's row in this transaction.</summary>
    public async Task Notify(UnitOfWork unit, Clip clip, CancellationToken ct)
    {
        var subscriptions = await unit.Query<Subscription>(
            "select url, link_base from clip_waiters where clip_id = @Id order by created_at, id", new { clip.Id }, ct);
        foreach (var subscription in subscriptions)
            await callbacks.Emit(unit, Subject.Clip(clip.Id), subscription.Url, clip.Status, Body(clip, subscription.LinkBase), ct);
        await unit.Execute("delete from clip_waiters where clip_id = @Id", new { clip.Id }, ct);
    }

    private string Body(Clip clip, string linkBase) => JsonSerializer.Serialize(
        new ClipCallback(
            clip.Id,
            clip.ProjectId,
            clip.Blob is null ? null : links.To(linkBase, ClipAudio.AddressOf(clip)),
            clip.Timestamps is null ? Timestamps.None : JsonSerializer.Deserialize<Timestamps>(clip.Timestamps, Wire.Options)!,
            JsonSerializer.Deserialize<string[]>(clip.Issues)!),
        Wire.Options);

    private sealed record Subscription(string Url, string LinkBase);
}
