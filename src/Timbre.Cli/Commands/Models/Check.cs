using System.CommandLine;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models check NAME: what a model can do on this machine, measured.</summary>
internal static class Check
{
    private static readonly string[] Confined = ["files", "writing", "network", "processes"];

    public static Command Command(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "A model that was added." };
        var command = new Command("check", "Measure a model: its files, word errors on ten sentences, speed, memory, isolation.") { name };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(name), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string name, CancellationToken ct)
    {
        var bundle = Bundles.Of(terminal).Get(name);
        var result = await ProgressBar.Show(terminal, $"measuring {name}", progress =>
        {
            bundle.Verify(ct);
            return BundleCheck.Run(bundle, TimeProvider.System, share => progress($"measuring {name}", share), ct);
        });
        bundle.Keep(result);
        terminal.Out.WriteLine(
            FormattableString.Invariant(
                $"""
                {name}: its files are those that were added
                  word errors        {100 * result.WordErrors:0.0} % of {result.Words} words
                  real-time factor   {result.RealTimeFactor:0.00} on one core
                  memory             {result.MemoryBytes / 1e6:0} MB
                  same words twice   {(result.IsDeterministic ? "yes" : "no")}
                  kept from          {(result.Isolation.Count > 0 ? string.Join(", ", result.Isolation) : "nothing")}
                """));
        if (Confined.Except(result.Isolation).ToList() is { Count: > 0 } open)
            await terminal.Error.WriteLineAsync(
                $"timbre: this machine's kernel does not keep the model from: {string.Join(", ", open)}. Use only models whose " +
                "source you trust.");
        return 0;
    }
}
