using System.Text;
using Timbre.Server.Training;
using Timbre.Storage;

namespace Timbre.Server.Tests.Training;

public sealed class TrainingMemoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("timbre-memory-").FullName;
    private readonly BlobFolder _blobs;

    public TrainingMemoryTests()
    {
        _blobs = new BlobFolder(_root);
        using var file = _blobs.NewFile();
        _blobs.Adopt("voice", file.Name, ".wav");
    }

    [Fact]
    public void What_was_kept_last_is_found_by_the_same_build_alone()
    {
        var memory = new TrainingMemory(_blobs, "voice", 2);
        Assert.Null(memory.Open());
        Keep(memory, "first");
        Keep(memory, "second");
        Assert.Equal("second", Kept(new TrainingMemory(_blobs, "voice", 2)));
        Assert.Null(new TrainingMemory(_blobs, "voice", 3).Open());

        memory.Forget();
        Assert.Null(memory.Open());
        Assert.Empty(Directory.GetFiles(_blobs.Incoming));
    }

    [Fact]
    public void Of_a_voice_that_was_deleted_nothing_is_kept()
    {
        var memory = new TrainingMemory(_blobs, "voice", 1);
        Keep(memory, "first");
        _blobs.DeleteAll("voice");
        Keep(memory, "second");
        Assert.Null(memory.Open());
        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_breaks_off_leaves_what_was_kept_before()
    {
        var memory = new TrainingMemory(_blobs, "voice", 1);
        Keep(memory, "first");
        Assert.Throws<IOException>(() => memory.Keep(_ => throw new IOException("disk full")));
        Assert.Equal("first", Kept(memory));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Keep(TrainingMemory memory, string text) => memory.Keep(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Kept(TrainingMemory memory)
    {
        using var reader = new StreamReader(memory.Open()!);
        return reader.ReadToEnd();
    }
}
