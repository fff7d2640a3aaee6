using System.CommandLine;

namespace Timbre.Cli.Commands;

/// <summary>timbre restore FILE: a backup takes the place of everything a running server holds.</summary>
internal static class Restore
{
    public static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "What backup wrote." };
        var command = new Command("restore", "Put a backup in the place of everything the server holds, while it serves.") { file };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(file), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new CommandException($"There is no file {file}.");

        using var server = Operator.Connect(terminal);
        await using var backup = File.OpenRead(file);
        await terminal.Error.WriteLineAsync(await server.Restore(backup, ct) ?? $"Restored from {file}.");
        return 0;
    }
}
