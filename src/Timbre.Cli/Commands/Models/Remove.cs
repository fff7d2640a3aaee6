using System.CommandLine;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models remove NAME</summary>
internal static class Remove
{
    public static Command Command(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "A model that was added." };
        var command = new Command("remove", "Delete a model; where it was in use, the built-in takes its place.") { name };
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Run(Terminal terminal, string name)
    {
        Bundles.Of(terminal).Remove(name);
        terminal.Error.WriteLine($"{name} is gone.");
        return 0;
    }
}
