using Timbre.Client;

namespace Timbre.Cli;

/// <summary>The operator's way into a running server, found from the same variables that the server reads.</summary>
internal static class Operator
{
    private const string KeyFile = "operator.key";

    public static TimbreAdmin Connect(Terminal terminal) => new(Address(terminal), Key(terminal));

    /// <summary>TIMBRE_URL, or what TIMBRE_URLS makes the server listen on, or the default.</summary>
    public static Uri Address(Terminal terminal)
    {
        var text = terminal.Variable("TIMBRE_URL") ?? terminal.Variable("TIMBRE_URLS") ?? "http://127.0.0.1:8080";
        var first = text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        // "Every address of this machine" is something to listen on, not something to call.
        foreach (var any in (string[])["0.0.0.0", "[::]", "*", "+"])
            first = first.Replace($"//{any}", "//127.0.0.1", StringComparison.Ordinal);

        return Uri.TryCreate(first, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CommandException($"\"{text}\" is not a server's address: set TIMBRE_URL to something like http://127.0.0.1:8080.");
    }

    private static string Key(Terminal terminal)
    {
        if (terminal.Variable("TIMBRE_OPERATOR_KEY") is { } key)
            return key.Trim();

        var path = Path.Combine(terminal.Variable("TIMBRE_DATA") ?? "data", KeyFile);
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(
                $"There is no operator key at {path}: the server's first start leaves it in its data folder; "
                    + "set TIMBRE_DATA to that folder, or TIMBRE_OPERATOR_KEY to the key.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{path} may only be read by the server's owner: run this as that user, or set TIMBRE_OPERATOR_KEY.");
        }
    }
}
