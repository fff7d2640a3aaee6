using System.Diagnostics;
using Timbre.Server.Tests.Hosting;
using Timbre.Storage;

namespace Timbre.Server.Tests.Crash;

public sealed class DatabaseVersionTests
{
    [Theory, Databases]
    public async Task The_process_refuses_a_newer_database_in_a_sentence_with_exit_code_1(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-newer-").FullName;
        await using var scratch = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using (var db = scratch is null ? Database.Sqlite(Path.Combine(folder, "timbre.db")) : Database.Postgres(scratch.Connection))
        {
            await new Migrator(db).Run(default);
            await using var unit = await db.Begin(default);
            await unit.Execute("insert into schema_version (version) values (9999)", null, default);
            await unit.Commit();
        }

        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Timbre.Server.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TIMBRE_URLS"] = "http://127.0.0.1:0";
        start.Environment["TIMBRE_DATA"] = folder;
        start.Environment["TIMBRE_DATABASE"] = scratch?.Connection ?? "";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, process.ExitCode);
        Assert.Single((await error).Trim().Split('\n'), line => line.Contains("9999") && line.Contains("newer Timbre"));
        Assert.DoesNotContain("   at ", await output + await error);
        Directory.Delete(folder, recursive: true);
    }
}
