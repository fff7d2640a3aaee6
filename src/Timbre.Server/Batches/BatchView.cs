using System.Text.Json.Serialization;
using Timbre.Server.Clips;
using Timbre.Server.Http.Links;
using Timbre.Storage;

namespace Timbre.Server.Batches;

/// <summary>A batch on the wire, and what its receiver is sent when every element has been said or cannot be.</summary>
/// <param name="Uuid">The batch, in every path that means it.</param>
/// <param name="Body">Its elements, each a title and a text, in the order in which they were sent.</param>
/// <param name="VoiceUuid">Who says them.</param>
/// <param name="TotalCount">How many elements it has.</param>
/// <param name="CompletedCount">How many of them have their sound.</param>
/// <param name="FailedCount">How many of them will have none; their clips say why.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When an element was said last.</param>
public sealed record BatchView(
    string Uuid,
    IReadOnlyList<string[]> Body,
    string VoiceUuid,
    int TotalCount,
    int CompletedCount,
    int FailedCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Where to tell that it is done; absent when nobody is told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallbackUri { get; init; }

    /// <summary>The elements that are done, without their times; absent in lists, and until there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClipView>? Clips { get; init; }
}

/// <summary>Makes views of batches from the clips that they are made of.</summary>
internal sealed class BatchViews(Database db, ClipViews clips, SignedLinks links)
{
    /// <summary>As lists and the answer to its making show it.</summary>
    public async Task<BatchView> Of(Batch batch, CancellationToken ct)
    {
        await using var moment = await db.Snapshot(ct);
        return await Of(moment, batch, ct);
    }

    /// <summary>With the clips that are done, for whoever asks now.</summary>
    public async Task<BatchView> WithClips(HttpRequest http, Batch batch, CancellationToken ct)
    {
        await using var moment = await db.Snapshot(ct); // counts and clips of one moment
        return await WithClips(moment, links.BaseAddress(http), batch, ct);
    }

    /// <summary>The same, as the transaction sees them.</summary>
    public async Task<BatchView> WithClips(UnitOfWork moment, string linkBase, Batch batch, CancellationToken ct)
    {
        var done = await BatchTable.Done(moment, batch.Id, ct);
        return await Of(moment, batch, ct) with { Clips = done.Count == 0 ? null : [.. done.Select(clip => clips.Of(linkBase, clip))] };
    }

    private static async Task<BatchView> Of(UnitOfWork moment, Batch batch, CancellationToken ct)
    {
        var elements = await BatchTable.Elements(moment, batch.Id, ct);
        return new BatchView(
            batch.Id, [.. elements.Select(element => new[] { element.Title, element.Body })], batch.VoiceId, elements.Count,
            elements.Count(element => element.Status == ClipStatus.Finished),
            elements.Count(element => element.Status == ClipStatus.Failed),
            batch.CreatedAt, batch.UpdatedAt)
        {
            CallbackUri = batch.CallbackUri,
        };
    }
}
