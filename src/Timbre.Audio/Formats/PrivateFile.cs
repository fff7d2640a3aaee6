namespace Timbre.Audio.Formats;

/// <summary>Creates files that only their owner may read, because they hold a person's voice.</summary>
internal static class PrivateFile
{
    /// <summary>A new or emptied file of mode 0600.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
