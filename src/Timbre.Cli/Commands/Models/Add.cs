using System.CommandLine;
using Timbre.Bundles.Store;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models add PATH [--name N]: a model that somebody has on the disk, for the server to use.</summary>
internal static class Add
{
    public static Command Command(Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "A model's file as its publisher ships it, or a folder with one." };
        var name = new Option<string?>("--name") { Description = "What to call it; without it, what the model is called." };
        var command = new Command("add", "Add a model: recognised by its content, copied, and not used yet.") { path, name };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(path), parsed.GetValue(name), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string path, string? name, CancellationToken ct)
    {
        var bundle = await ProgressBar.Show(
            terminal, $"copying {path}", progress => Bundles.Of(terminal).Add(path, name, share => progress($"copying {path}", share), ct));
        Print(terminal, bundle);
        return 0;
    }

    /// <summary>What was added, and what can be done with it.</summary>
    public static void Print(Terminal terminal, Bundle bundle)
    {
        var manifest = bundle.Manifest;
        var languages = manifest.Languages.Count > 1 ? $"{manifest.Languages.Count} languages" : manifest.Languages[0];
        terminal.Out.WriteLine(
            $"{bundle.Name}: {manifest.Description}; {languages}; {Bundles.Megabytes(bundle.Bytes)}; licence " +
                $"{manifest.License ?? "not found"}.");
        terminal.Out.WriteLine($"Measure it with: timbre models check {bundle.Name}");
        terminal.Out.WriteLine($"Use it with:     timbre models use {bundle.Name}");
    }
}
