using Timbre.Storage.Blobs;

namespace Timbre.Storage.Tests.Blobs;

public sealed class ScratchFilesTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("timbre-scratch-");
    private readonly ScratchFiles _scratch;

    public ScratchFilesTests() => _scratch = new ScratchFiles(Root);

    private string Root => Path.Combine(_parent.FullName, "scratch");

    [Fact]
    public async Task A_file_is_private_can_be_written_and_read_and_goes_when_it_is_disposed()
    {
        var file = _scratch.New();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Root));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.LocalPath));
        await using (var content = file.Open())
            await content.WriteAsync("sound"u8.ToArray());
        using (var reader = new StreamReader(file.OpenRead()))
            Assert.Equal("sound", await reader.ReadToEndAsync());
        Assert.Single(Directory.GetFiles(Root));
        file.Dispose();
        file.Dispose();
        Assert.Empty(Directory.GetFiles(Root));
    }

    [Fact]
    public async Task A_file_without_a_name_is_found_by_nobody_and_read_by_whoever_has_it()
    {
        await using var file = _scratch.NewUnnamed();
        Assert.Empty(Directory.GetFiles(Root));
        await file.WriteAsync("sound"u8.ToArray());
        file.Position = 0;
        using var reader = new StreamReader(file);
        Assert.Equal("sound", await reader.ReadToEndAsync());
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
