using System.Diagnostics;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

public sealed class ScratchTests
{
    [Fact]
    public async Task What_a_killed_server_had_at_hand_lies_in_its_own_folder_and_is_gone_with_the_next_start()
    {
        var parent = Directory.CreateTempSubdirectory("timbre-test-");
        var data = Directory.CreateDirectory(Path.Combine(parent.FullName, "data")).FullName;
        var scratch = Path.Combine(data, "scratch");
        await using (var server = new ServerProcess(data))
        {
            await server.Start();
            var (_, voice) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid" });
            var path = $"/api/v2/voices/{voice.GetProperty("item").Text("uuid")}";
            using (var form = new MultipartFormDataContent {
                { new StringContent("one"), "name" }, { new StringContent(""), "text" },
                { new ByteArrayContent(Samples.Long(30)), "file", "one.wav" }
            })
                Assert.True((await server.Http.PostAsync($"{path}/recordings", form)).IsSuccessStatusCode);
            Assert.True((await server.Http.PostAsync($"{path}/build", null)).IsSuccessStatusCode);
            await Until(() => Directory.EnumerateDirectories(scratch, "timbre-*").Any());

            await server.Kill();
            Assert.NotEmpty(Directory.EnumerateFileSystemEntries(scratch));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(scratch));
            var left = Path.Combine(scratch, "timbre-left-behind");
            Directory.CreateDirectory(left);
            await File.WriteAllTextAsync(Path.Combine(left, "heard"), "somebody's voice");

            await server.Start();
            Assert.False(Directory.Exists(left));
        }

        parent.Delete(recursive: true);
    }

    private static async Task Until(Func<bool> happens)
    {
        for (var watch = Stopwatch.StartNew(); !happens(); await Task.Delay(1))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "nothing was put into the scratch folder");
    }
}
