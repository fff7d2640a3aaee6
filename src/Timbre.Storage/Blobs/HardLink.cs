using System.Runtime.InteropServices;

namespace Timbre.Storage.Blobs;

/// <summary>A second name of the same file, by link(2): no content is copied, and it outlives the first name.</summary>
internal static class HardLink
{
    private const int NoSuchFile = 2; // ENOENT, of the file or of its folder

    /// <summary>Makes the second name; where the file system has none to give, a copy.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Create(string existing, string another)
    {
        if (Link(existing, another) == 0)
            return;
        if (Marshal.GetLastPInvokeError() == NoSuchFile)
            throw new FileNotFoundException("There is no such file.", existing);
        try
        {
            File.Copy(existing, another);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException("There is no such file any more.", existing, missing);
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string another);
}
