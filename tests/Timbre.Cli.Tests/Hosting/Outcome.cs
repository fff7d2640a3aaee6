using System.Text.Json;

namespace Timbre.Cli.Tests.Hosting;

/// <summary>What a command line left behind.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs it here, with an environment of the test's making.</summary>
    /// <param name="args">What is typed.</param>
    /// <param name="variable">Variables of the environment.</param>
    /// <param name="input">What is piped in.</param>
    public static async Task<Outcome> Of(string[] args, Func<string, string?> variable, string input = "")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, variable) { In = new StringReader(input) };
        var code = await CommandLine.Run(args, terminal, CancellationToken.None);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    public Outcome Done()
    {
        Assert.True(Code == 0, $"exit code {Code}: {Error}");
        return this;
    }

    /// <summary>Not done, and one sentence says why.</summary>
    public Outcome NotDone(string because, int code = 1)
    {
        Assert.Equal(code, Code);
        Assert.Equal("", Out);
        Assert.Contains(because, Error);
        Assert.Equal(1, Error.Count(c => c == '\n'));
        return this;
    }

    /// <summary>Not done after lines that told how far it was; the last says why in one sentence.</summary>
    public void NotDoneAfterProgress(string because)
    {
        Assert.Equal((1, ""), (Code, Out));
        var last = Error.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("timbre: ", last, StringComparison.Ordinal);
        Assert.Contains(because, last, StringComparison.Ordinal);
    }
}
