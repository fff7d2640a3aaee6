using Spectre.Console;

namespace Timbre.Cli;

/// <summary>What a command sees of the world around it: where it writes, and what its environment says.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error, Func<string, string?> Variable, bool IsInteractive = false)
{
    // A table in a file or a pipe is read by programs: it is not folded at 80 columns.
    private const int WideColumns = 400;

    public static Terminal OfThisProcess() =>
        new(Console.Out, Console.Error, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null, !Console.IsErrorRedirected);

    /// <summary>Results, for people or pipes.</summary>
    public IAnsiConsole Results() => On(Out);

    /// <summary>Progress and remarks; they do not get into a pipe.</summary>
    public IAnsiConsole Remarks() => On(Error);

    private IAnsiConsole On(TextWriter to)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to),
            Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WideColumns;
        return console;
    }
}
