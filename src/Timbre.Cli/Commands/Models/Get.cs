using System.CommandLine;
using Timbre.Bundles.Download;

namespace Timbre.Cli.Commands.Models;

/// <summary>timbre models get NAME: fetches a published model and adds it. Nothing else ever fetches one.</summary>
internal static class Get
{
    private const string Mirror = "TIMBRE_MODEL_MIRROR";

    public static Command Command(Terminal terminal)
    {
        var name = new Argument<string>("name")
        {
            Description = $"One of {string.Join(", ", PublishedModel.All.Select(model => model.Name))}.",
        };
        var command = new Command("get", "Fetch a model from its publisher, check it, and add it.") { name };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(name), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string name, CancellationToken ct)
    {
        var model = PublishedModel.Find(name) ?? throw new CommandException(
            $"There is no {name} to fetch; there are {string.Join(", ", PublishedModel.All.Select(other => other.Name))}.");
        var folder = Bundles.Of(terminal);
        if (folder.Find(name) is not null)
            throw new CommandException($"{name} is there already.");
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // the file is large; Ctrl-C ends it
        var downloads = Path.Combine(folder.Path, ".downloads");
        var title = $"fetching {model.File}, {Bundles.Megabytes(model.Bytes)}";
        var file = await ProgressBar.Show(terminal, title, progress =>
            new ModelDownload(http, Source(terminal), downloads).Fetch(model, bytes => progress(title, (double)bytes / model.Bytes), ct));
        var bundle = await ProgressBar.Show(
            terminal, $"adding {name}", progress => folder.Add(file, name, share => progress($"adding {name}", share), ct));
        File.Delete(file);
        Add.Print(terminal, bundle);
        return 0;
    }

    /// <summary>The publisher, or a mirror that has the files under the same names.</summary>
    private static Uri Source(Terminal terminal)
    {
        var text = terminal.Variable(Mirror) ?? PublishedModel.Publisher;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var source) && source.Scheme is "http" or "https"
            ? source
            : throw new CommandException($"{Mirror}: \"{text}\" is not an address; write for example https://models.example.com/whisper/.");
    }
}
