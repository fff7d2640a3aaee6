namespace Timbre.Cli.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Work_that_breaks_off_leaves_what_was_there_and_nothing_else()
    {
        var path = Path.Combine(_folder.FullName, "out.wav");
        await File.WriteAllTextAsync(path, "before");
        await Assert.ThrowsAsync<InvalidDataException>(() => AtomicFile.Write(path, isPrivate: false, async to =>
        {
            await to.WriteAsync(new byte[100000]);
            throw new InvalidDataException("broken");
        }));
        Assert.Equal("before", await File.ReadAllTextAsync(path));
        Assert.Equal("out.wav", Assert.Single(_folder.GetFileSystemInfos()).Name);
    }

    [Fact]
    public async Task Nothing_stands_at_the_place_until_all_is_written()
    {
        var path = Path.Combine(_folder.FullName, "out.wav");
        await AtomicFile.Write(path, isPrivate: true, async to =>
        {
            Assert.False(File.Exists(path));
            await to.WriteAsync("whole"u8.ToArray());
        });
        Assert.Equal("whole", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public Task A_folder_that_is_not_there_is_named_before_any_work_is_done() =>
        Assert.ThrowsAsync<CommandException>(() =>
            AtomicFile.Write(
                Path.Combine(_folder.FullName, "none/out.wav"), isPrivate: false,
                _ => throw new InvalidOperationException("work was done")));
}
