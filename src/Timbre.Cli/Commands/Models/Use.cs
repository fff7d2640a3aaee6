using System.CommandLine;
using Timbre.Bundles.Store;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models use NAME: has a model recognise from now on; a running server takes it up by itself.</summary>
internal static class Use
{
    public static Command Command(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = $"A model that was added, or {BundleName.BuiltIn}." };
        var command = new Command("use", "Have a model write down speech from now on.") { name };
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Run(Terminal terminal, string name)
    {
        var folder = Bundles.Of(terminal);
        folder.UseForRecognition(name == BundleName.BuiltIn ? null : name);
        terminal.Error.WriteLine(
            $"{name} writes down speech from now on. A server for which TIMBRE_RECOGNISER is set goes by that instead.");
        if (name != BundleName.BuiltIn && folder.Get(name).LastCheck() is null)
            terminal.Error.WriteLine($"It was not measured on this machine yet: timbre models check {name}");
        return 0;
    }
}
