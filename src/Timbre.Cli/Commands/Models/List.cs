using System.CommandLine;
using System.Text.Json.Serialization;
using Timbre.Bundles.Store;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models list [--json]</summary>
internal static class List
{
    public static Command Command(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("list", "List the models that were added, and what was measured of them.") { json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, bool json)
    {
        var folder = Bundles.Of(terminal);
        var used = folder.InUse().Recognise ?? BundleName.BuiltIn;
        IReadOnlyList<Row> rows = [.. folder.List().Select(bundle => new Row(bundle.Manifest, bundle.Name == used, bundle.LastCheck()))];
        if (json)
        {
            Listing.Json(terminal, rows, ModelsJson.Default.IReadOnlyListRow);
            return 0;
        }

        if (rows.Count == 0)
            terminal.Error.WriteLine("timbre: no models; the built-in recogniser is in use. Add one: timbre models add PATH.");
        else
            Listing.Table(
                terminal, rows,
                ("NAME", row => row.Model.Name),
                ("IN USE", row => row.InUse ? "yes" : null),
                ("CAN", row => string.Join(", ", row.Model.Can)),
                ("SIZE", row => Bundles.Megabytes(row.Model.Files.Sum(file => file.Bytes))),
                ("LICENCE", row => row.Model.License),
                ("WORD ERRORS", row => row.Check is { } check ? FormattableString.Invariant($"{100 * check.WordErrors:0.0} %") : null),
                ("REAL-TIME FACTOR", row => row.Check is { } check ? FormattableString.Invariant($"{check.RealTimeFactor:0.00}") : null),
                ("MEMORY", row => row.Check is { } check ? Bundles.Megabytes(check.MemoryBytes) : null));
        return 0;
    }

    /// <summary>A model, whether it is in use, and what was measured of it.</summary>
    internal sealed record Row(BundleManifest Model, bool InUse, CheckResult? Check);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<List.Row>))]
internal sealed partial class ModelsJson : JsonSerializerContext;
