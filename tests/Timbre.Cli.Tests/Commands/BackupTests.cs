using Timbre.Cli.Tests.Hosting;
using Timbre.Client;

namespace Timbre.Cli.Tests.Commands;

public sealed class BackupTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_was_backed_up_comes_back_while_the_server_serves()
    {
        using var client = server.Client();
        var kept = await client.Voices.Create(new NewVoice("kept"));
        var file = server.Scratch("timbre.backup");
        (await server.Run("backup", file)).Done();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(file));

        await client.Voices.Delete(kept.Uuid);
        var later = await client.Voices.Create(new NewVoice("later"));
        (await server.Run("restore", file)).Done();

        Assert.Equal("kept", (await client.Voices.Get(kept.Uuid)).Name);
        Assert.Equal("not_found", (await Assert.ThrowsAsync<TimbreException>(() => client.Voices.Get(later.Uuid))).Code);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused_and_changes_nothing()
    {
        using var client = server.Client();
        var kept = await client.Voices.Create(new NewVoice("kept"));
        var file = server.Scratch("nonsense");
        await File.WriteAllTextAsync(file, "this is not a backup");
        Assert.Equal(1, (await server.Run("restore", file)).Code);
        Assert.Equal("kept", (await client.Voices.Get(kept.Uuid)).Name);
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_the_old_file_and_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("timbre-cli-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "timbre.backup");
            await File.WriteAllTextAsync(file, "the old one");
            (await Outcome.Of(
                ["backup", file],
                name =>
                    name switch { "TIMBRE_URL" =>
                        "http://127.0.0.1:1", "TIMBRE_OPERATOR_KEY" => "op_x", _ => null })).NotDone("127.0.0.1:1");
            Assert.Equal("the old one", await File.ReadAllTextAsync(file));
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
}
