using Spectre.Console;

namespace Timbre.Cli;

/// <summary>The environment of a command: its streams and environment variables.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error, Func<string, string?> Variable)
{
    /// <summary>What is piped in.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    // A table in a file or a pipe is read by programs: it is not folded at 80 columns.
    private const int WideColumns = 400;

    public static Terminal OfThisProcess() =>
        new(Console.Out, Console.Error, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null)
        {
            In = Console.In,
        };

    /// <summary>Results, for people or pipes.</summary>
    public IAnsiConsole Results() => On(Out);

    /// <summary>Progress and remarks; they do not get into a pipe.</summary>
    public IAnsiConsole Diagnostics() => On(Error);

    private static IAnsiConsole On(TextWriter to)
    {
        var output = new AnsiConsoleOutput(to);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = output.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!output.IsTerminal)
            console.Profile.Width = WideColumns;
        return console;
    }
}
