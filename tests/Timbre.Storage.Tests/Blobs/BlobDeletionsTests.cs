using Timbre.Storage.Blobs;

namespace Timbre.Storage.Tests.Blobs;

public sealed class BlobDeletionsTests : IDisposable
{
    private readonly TemporaryBlobs _folder = new();
    private readonly BlobDeletions _deletions;

    public BlobDeletionsTests() => _deletions = new BlobDeletions(_folder.Blobs);

    [Fact]
    public async Task Deleting_waits_while_somebody_holds_it_back_but_a_voice_goes_at_once()
    {
        var (one, two) = (await New("voice"), await New("gone"));
        var first = _deletions.Hold();
        var second = _deletions.Hold();
        await _deletions.Delete(one);
        await _deletions.Delete(two);
        await _folder.Blobs.Delete("gone/");
        Assert.Equal([one], _folder.Files());

        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Equal([one], _folder.Files());
        await second.DisposeAsync();
        Assert.Empty(_folder.Files());
        await _deletions.Delete(one);
    }

    [Fact]
    public async Task A_sweep_takes_what_is_old_and_named_by_no_row()
    {
        var (named, orphan) = (await New("voice"), await New("voice"));
        await New("other");
        Assert.Equal(0, await _deletions.Sweep(new HashSet<string> { named }, DateTime.UtcNow.AddHours(-1), default));
        Assert.Equal(3, _folder.Files().Count);
        Assert.Equal(2, await _deletions.Sweep(new HashSet<string> { named }, DateTime.UtcNow.AddHours(1), default));
        Assert.Equal([named], _folder.Files());
        Assert.DoesNotContain(orphan, _folder.Files());
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "other")));
    }

    [Fact]
    public async Task A_sweep_takes_nothing_that_a_backup_still_reads()
    {
        var orphan = await New("voice");
        await using (_deletions.Hold())
        {
            Assert.Equal(1, await _deletions.Sweep(new HashSet<string>(), DateTime.MaxValue, default));
            Assert.Equal([orphan], _folder.Files());
        }

        Assert.Empty(_folder.Files());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> New(string voice)
    {
        var name = BlobName.New(voice, ".wav");
        await _folder.Blobs.Put(name, new MemoryStream("sound"u8.ToArray()), default);
        return name;
    }
}
