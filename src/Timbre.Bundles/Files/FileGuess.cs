using System.Text;

namespace Timbre.Bundles.Files;

/// <summary>What a file seems to be that is not a model we can use, by its first bytes: the message about it says so.</summary>
internal static class FileGuess
{
    private const int HeadBytes = 64;

    /// <summary>A few words, such as "a web page (a download that went wrong?)".</summary>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[HeadBytes];
        var count = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        return Of(head.AsSpan(0, count));
    }

    internal static string Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return "empty";
        if (head.StartsWith("GGUF"u8))
            return "a GGUF model (of llama.cpp and others, not of whisper.cpp)";
        if (head.StartsWith("PK"u8))
            return "a zip or a PyTorch model";
        if (head.StartsWith("version https://git-lfs"u8))
            return "a pointer of Git LFS, not the file itself";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return "a gzip archive: unpack it first";
        if (head.Length > 9 && head[8] == '{' && head[6] == 0 && head[7] == 0)
            return "a safetensors model";
        var text = Encoding.UTF8.GetString(head).TrimStart();
        if (text.StartsWith("<!", StringComparison.Ordinal) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "a web page (a download that went wrong?)";
        return head[0] == 0x08 ? "perhaps an ONNX model" : "unknown";
    }
}
