using Timbre.Server.Configuration;

namespace Timbre.Server.Hosting;

/// <summary>The folder that everything lies in, readable by its owner alone.</summary>
internal static class DataFolder
{
    public const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="SettingException">The folder cannot be made or is somebody else's.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, PrivateMode);
            File.SetUnixFileMode(folder, PrivateMode);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("TIMBRE_DATA", $"the folder {folder} cannot be used: {problem.Message}");
        }
    }

    /// <summary>Holds the folder for this process: two servers on one folder would each do the other's work.</summary>
    /// <exception cref="SettingException">Another server is running on it.</exception>
    public static IDisposable Lock(string folder)
    {
        var file = new FileStream(Path.Combine(folder, "server.lock"), new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            file.Lock(0, 1); // a record lock: gone with the process, however it ends, and no hindrance to whoever only reads
            return file;
        }
        catch (IOException)
        {
            file.Dispose();
            throw new SettingException(
                "TIMBRE_DATA", $"another server is running on the folder {folder}: stop it, or give this one a folder of its own.");
        }
    }

    /// <summary>Where <see cref="Timbre.Storage.Blobs.ScratchFiles"/>, ffmpeg and the platform put what they need for a moment.</summary>
    public static string ScratchOf(string folder) => Path.Combine(folder, "scratch");

    /// <summary>
    /// Gives this process a place of its own for what it only needs for a moment, empty at every start: a killed server leaves sounds
    /// there, and they are gone with the next one.
    /// </summary>
    /// <remarks>For the whole process, ffmpeg's and the platform's own files included; the folder is held (<see cref="Lock"/>).</remarks>
    public static void UseScratch(string folder)
    {
        var scratch = ScratchOf(folder);
        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);
        Directory.CreateDirectory(scratch, PrivateMode);
        Environment.SetEnvironmentVariable("TMPDIR", scratch);
    }
}
