namespace Timbre.Cli;

/// <summary>A file that is there whole or not at all: written beside its place under another name, then moved.</summary>
internal static class AtomicFile
{
    public static async Task Write(string path, bool isPrivate, Func<Stream, Task> write)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new CommandException($"{path} is a folder; name a file.");
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new CommandException($"There is no folder {Path.GetDirectoryName(full)} to write {Path.GetFileName(full)} to.");

        var part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():n}.part");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var file = new FileStream(part, options))
            {
                await write(file);
                await file.FlushAsync(CancellationToken.None);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, full, overwrite: true);
        }
        finally
        {
            File.Delete(part); // gone already when all went well
        }
    }
}
