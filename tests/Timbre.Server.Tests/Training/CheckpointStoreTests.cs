using System.Text;
using Timbre.Server.Training;
using Timbre.Storage;

namespace Timbre.Server.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("timbre-memory-").FullName;
    private readonly BlobFolder _blobs;

    public CheckpointStoreTests()
    {
        _blobs = new BlobFolder(_root);
        using var file = _blobs.NewFile();
        _blobs.Adopt("voice", file.Name, ".wav");
    }

    [Fact]
    public void What_was_kept_last_is_found_by_the_same_build_alone()
    {
        var memory = new CheckpointStore(_blobs, "voice", 2);
        Assert.Null(memory.Open());
        Save(memory, "first");
        Save(memory, "second");
        Assert.Equal("second", Saved(new CheckpointStore(_blobs, "voice", 2)));
        Assert.Null(new CheckpointStore(_blobs, "voice", 3).Open());

        memory.Forget();
        Assert.Null(memory.Open());
        Assert.Empty(Directory.GetFiles(_blobs.Incoming));
    }

    [Fact]
    public void Of_a_voice_that_was_deleted_nothing_is_kept()
    {
        var memory = new CheckpointStore(_blobs, "voice", 1);
        Save(memory, "first");
        _blobs.DeleteAll("voice");
        Save(memory, "second");
        Assert.Null(memory.Open());
        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_breaks_off_leaves_what_was_kept_before()
    {
        var memory = new CheckpointStore(_blobs, "voice", 1);
        Save(memory, "first");
        Assert.Throws<IOException>(() => memory.Save(_ => throw new IOException("disk full")));
        Assert.Equal("first", Saved(memory));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Save(CheckpointStore memory, string text) => memory.Save(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Saved(CheckpointStore memory)
    {
        using var reader = new StreamReader(memory.Open()!);
        return reader.ReadToEnd();
    }
}
