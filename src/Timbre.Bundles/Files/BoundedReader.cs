using System.Buffers.Binary;
using System.Text;

namespace Timbre.Bundles.Files;

/// <summary>Reads little-endian numbers of a file; at its end it says what was missing instead of returning less.</summary>
internal sealed class BoundedReader(Stream file)
{
    private readonly byte[] _number = new byte[4];

    public long Position => file.Position;

    public bool AtEnd => file.Position >= file.Length;

    /// <exception cref="BundleException">The file ends within it.</exception>
    public int Int32(string what)
    {
        Fill(_number, what);
        return BinaryPrimitives.ReadInt32LittleEndian(_number);
    }

    /// <summary>A number between bounds.</summary>
    /// <exception cref="BundleException">It is beyond them, or the file ends within it.</exception>
    public int Int32(string what, int min, int max) =>
        Int32(what) is var value && value >= min && value <= max
            ? value
            : throw new BundleException($"{what} is {value}, and only {min} to {max} can be.");

    /// <exception cref="BundleException">The file ends within it.</exception>
    public string Text(int bytes, string what)
    {
        var text = new byte[bytes];
        Fill(text, what);
        return Encoding.UTF8.GetString(text);
    }

    /// <exception cref="BundleException">The file ends within it.</exception>
    public void Skip(long bytes, string what)
    {
        if (bytes > file.Length - file.Position)
            throw Short(what, file.Position + bytes);
        file.Seek(bytes, SeekOrigin.Current);
    }

    private void Fill(byte[] to, string what)
    {
        var position = file.Position;
        if (file.ReadAtLeast(to, to.Length, throwOnEndOfStream: false) < to.Length)
            throw Short(what, position + to.Length);
    }

    private BundleException Short(string what, long needed) =>
        new($"the file is cut short: {what} would reach byte {needed}, and it has {file.Length}.");
}
