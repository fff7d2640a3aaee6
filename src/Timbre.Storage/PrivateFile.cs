namespace Timbre.Storage;

/// <summary>Files that only their owner may read (mode 0600), such as keys.</summary>
public static class PrivateFile
{
    /// <summary>Writes the text as a whole: whoever reads the path finds the old text or the new one.</summary>
    public static void Write(string path, string text)
    {
        var incoming = path + ".new";
        File.Delete(incoming);
        using (var writer = new StreamWriter(incoming, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            writer.Write(text);
        File.Move(incoming, path, overwrite: true);
    }
}
