using Timbre.Server.Configuration;

namespace Timbre.Server.Http;

/// <summary>Refuses what would fill the disk before it starts, rather than breaking off in the middle.</summary>
internal sealed class DiskSpace(DataDirectory data, DiskLimits limits)
{
    private const int NoSpaceLeftErrno = 28; // ENOSPC

    public static Refusal Full { get; } = new(
        507, "disk_full", "The server's disk is nearly full; nothing was stored. Ask the operator to make room, then send it again.");

    /// <summary>Whether <paramref name="bytes"/> more would leave the reserve untouched.</summary>
    public bool HasRoomFor(long bytes) =>
        new DriveInfo(data.Path).AvailableFreeSpace - bytes >= limits.MinFreeDiskBytes;

    public static bool IsFull(IOException problem) => (problem.HResult & 0xFFFF) == NoSpaceLeftErrno;
}
