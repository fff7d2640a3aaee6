using System.CommandLine;

namespace Timbre.Cli.Commands;

internal static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };
}
