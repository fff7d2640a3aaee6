namespace Timbre.Storage.Tests;

public sealed class BlobFolderTests : IDisposable
{
    private readonly string _root = Path.Combine(Directory.CreateTempSubdirectory("timbre-blobs-").FullName, "blobs");
    private readonly BlobFolder _blobs;

    public BlobFolderTests() => _blobs = new BlobFolder(_root);

    [Fact]
    public void A_blob_is_private_whole_and_where_its_name_says()
    {
        var name = New("voice");
        Assert.Equal("sound", File.ReadAllText(_blobs.PathOf(name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_blobs.PathOf(name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_root));
        Assert.Empty(Directory.GetFiles(_blobs.Incoming));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("voice/../x")]
    [InlineData("voice")]
    [InlineData("/etc/passwd")]
    [InlineData("voice/.hidden")]
    [InlineData(".incoming/x")]
    [InlineData("voice/")]
    [InlineData("voice/a b")]
    [InlineData("voice/a\0b")]
    public void A_name_that_the_store_did_not_make_is_refused(string name) => Assert.Throws<ArgumentException>(() => _blobs.PathOf(name));

    [Fact]
    public void Deleting_waits_while_somebody_holds_it_back_but_a_voice_goes_at_once()
    {
        var (one, two) = (New("voice"), New("gone"));
        var first = _blobs.HoldDeletions();
        var second = _blobs.HoldDeletions();
        _blobs.Delete(one);
        _blobs.Delete(two);
        _blobs.DeleteAll("gone");
        Assert.True(File.Exists(_blobs.PathOf(one)));
        Assert.False(File.Exists(_blobs.PathOf(two)));

        first.Dispose();
        first.Dispose();
        Assert.True(File.Exists(_blobs.PathOf(one)));
        second.Dispose();
        Assert.False(File.Exists(_blobs.PathOf(one)));
        _blobs.Delete(one);
    }

    [Fact]
    public void A_sweep_takes_what_is_old_and_named_by_no_row()
    {
        var (named, orphan, alone) = (New("voice"), New("voice"), New("other"));
        Assert.Equal(0, _blobs.Sweep(new HashSet<string> { named }, DateTime.UtcNow.AddHours(-1)));
        Assert.Equal(2, _blobs.Sweep(new HashSet<string> { named }, DateTime.UtcNow.AddHours(1)));
        Assert.True(File.Exists(_blobs.PathOf(named)));
        Assert.False(File.Exists(_blobs.PathOf(orphan)));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_blobs.PathOf(alone))));
        Assert.True(Directory.Exists(_blobs.Incoming));
    }

    [Fact]
    public void A_replaced_blob_is_the_new_one_and_a_voice_that_is_gone_gets_none()
    {
        var name = New("voice");
        var next = NewFile();
        File.WriteAllText(next, "longer sound");
        Assert.True(_blobs.Replace(next, name));
        Assert.Equal("longer sound", File.ReadAllText(_blobs.PathOf(name)));

        _blobs.DeleteAll("voice");
        var late = NewFile();
        Assert.False(_blobs.Replace(late, name));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_blobs.PathOf(name))));
        Assert.True(File.Exists(late));
    }

    [Fact]
    public void What_bears_a_mark_goes_by_its_mark()
    {
        var kept = New("voice");
        foreach (var name in (string[])["voice/a-r01.wav", "other/b-r01.voice", "voice/c-r01x.wav"])
            _blobs.Place(NewFile(), name);
        _blobs.DeleteMarked("-r01");
        Assert.Equal(
            [_blobs.PathOf(kept), _blobs.PathOf("voice/c-r01x.wav")],
            Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    private string New(string voice) => _blobs.Adopt(voice, NewFile(), ".wav");

    private string NewFile()
    {
        using var file = _blobs.NewFile();
        file.Write("sound"u8);
        return file.Name;
    }
}
