using System.Text;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Tests.Files;

public sealed class FileGuessTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData("GGUF\u0003\0\0\0", "a GGUF model (of llama.cpp and others, not of whisper.cpp)")]
    [InlineData("PK\u0003\u0004archive/data.pkl", "a zip or a PyTorch model")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "a pointer of Git LFS, not the file itself")]
    [InlineData("\n <!DOCTYPE html><html>", "a web page (a download that went wrong?)")]
    [InlineData("<HTML><body>", "a web page (a download that went wrong?)")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch", "perhaps an ONNX model")]
    [InlineData("\u0010\u0002\0\0\0\0\0\0{\"__metadata__\":{}", "a safetensors model")]
    [InlineData("Dear reader,", "unknown")]
    [InlineData("x", "unknown")]
    public void The_first_bytes_tell_what_a_file_seems_to_be(string head, string expected) =>
        Assert.Equal(expected, FileGuess.Of(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void An_archive_is_to_be_unpacked() => Assert.Equal("a gzip archive: unpack it first", FileGuess.Of([0x1f, 0x8b, 8, 0]));

    [Fact]
    public void Any_bytes_get_an_answer()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var head = new byte[random.Next(65)];
            random.NextBytes(head);
            Assert.NotEmpty(FileGuess.Of(head));
        }
    }
}
