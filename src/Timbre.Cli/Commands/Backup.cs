using System.CommandLine;

namespace Timbre.Cli.Commands;

/// <summary>timbre backup FILE: everything a running server holds, in one file.</summary>
internal static class Backup
{
    public static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "Where to; what is there is replaced once the backup is whole." };
        var models = new Option<bool>("--models") { Description = "With the models that were added." };
        var command = new Command("backup", "Write everything the server holds to a file, while it serves.") { file, models };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(file), parsed.GetValue(models), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, bool withModels, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var bytes = 0L;
        // Private: there are recordings of people in it, and keys' hashes.
        await AtomicFile.Write(file, isPrivate: true, async to =>
        {
            await using var backup = await server.Backup(withModels, ct);
            await backup.CopyToAsync(to, ct);
            bytes = to.Length;
        });
        await terminal.Error.WriteLineAsync($"{file}: {bytes / 1048576.0:0.0} MiB.");
        return 0;
    }
}
