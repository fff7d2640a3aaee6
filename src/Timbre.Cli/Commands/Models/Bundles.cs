using Timbre.Bundles.Store;

namespace Timbre.Cli.Commands.Models;

/// <summary>The models in the server's data folder, found from the same variable that the server reads.</summary>
internal static class Bundles
{
    public static BundleFolder Of(Terminal terminal) => BundleFolder.In(terminal.Variable("TIMBRE_DATA") ?? "data");

    /// <summary>A size for people.</summary>
    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0} MB");
}
