using Microsoft.AspNetCore.Http.Features;
using Timbre.Server.Http;
using Timbre.Server.Http.Maintenance;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Admin.Backups;

/// <summary>
/// POST /admin/v1/restore: a backup takes the place of everything the server holds, once all of it has arrived and been checked.
/// </summary>
internal static class RestoreBackup
{
    private const int BufferBytes = 1 << 20;

    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/restore", Handle).WithName(nameof(RestoreBackup)).WithMetadata(AllowedInMaintenance.Instance)
            .WithBody(typeof(Stream), "application/x-tar")
            .Refuses(400, 507);

    private static async Task<BodyAnswer<DoneBody>> Handle(
        HttpContext context, Restoration restoration, Migrator migrator, ScratchFiles scratch, DiskSpace disk)
    {
        var ct = context.RequestAborted;
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (!disk.HasRoomFor(2 * context.Request.ContentLength ?? 0)) // the file, and what it holds
            return DiskSpace.Full;

        await using var file = scratch.NewUnnamed();
        await Receive(context.Request.Body, file, disk, ct);
        var manifest = await BackupCheck.Verify(file, migrator, ct);
        await restoration.Run(file, manifest, ct);
        return DoneBody.Of($"Restored as of {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC.");
    }

    private static async Task Receive(Stream body, FileStream file, DiskSpace disk, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        while (await body.ReadAtLeastAsync(buffer, BufferBytes, throwOnEndOfStream: false, ct) is var count and > 0)
        {
            if (!disk.HasRoomFor(count))
                throw new RefusedException(DiskSpace.Full);
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        await file.FlushAsync(ct);
    }
}
