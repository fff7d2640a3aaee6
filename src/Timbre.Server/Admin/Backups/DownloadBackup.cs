using System.ComponentModel;
using System.Globalization;
using Timbre.Server.Http;

namespace Timbre.Server.Admin.Backups;

/// <summary>GET /admin/v1/backup: everything the server holds, as a tar.</summary>
internal static class DownloadBackup
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/backup", Handle).WithName(nameof(DownloadBackup))
        .Produces<Stream>(200, "application/x-tar")
        .Refuses(507);

    private static StreamAnswer Handle(
        [Description("`true` adds the models that were brought.")] bool? models, BackupWriter writer, DiskSpace disk, TimeProvider time,
        ILogger<BackupWriter> log) =>
        disk.HasRoomFor(0) ? StreamAnswer.Of(context => Send(context, writer, models == true, time, log)) : DiskSpace.Full;

    private static async Task Send(HttpContext context, BackupWriter writer, bool withModels, TimeProvider time, ILogger<BackupWriter> log)
    {
        var ct = context.RequestAborted;
        await using var moment = await writer.TakeSnapshot(ct);
        context.Response.ContentType = "application/x-tar";
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"timbre-{stamp}.tar\"";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await writer.Write(moment, withModels, context.Response.Body, ct);
        }
        catch (IOException problem) when (!ct.IsCancellationRequested)
        {
            log.LogError(problem, "A backup broke off; its reader sees a broken connection, and the file lacks its checksum");
            context.Abort();
        }
    }
}
