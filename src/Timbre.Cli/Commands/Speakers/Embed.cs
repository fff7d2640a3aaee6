using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Cli.Commands.Speakers;

/// <summary>timbre speakers embed FILE...: who speaks, as numbers that programs compare by their cosine.</summary>
internal static class Embed
{
    // A file of 20 min takes 0.3 GiB while it is embedded.
    private const int MaxConcurrency = 8;

    public static Command Command(Terminal terminal)
    {
        var files = new Argument<string[]>("file")
        {
            Description = $"Sound files of {Encoder.MinSeconds} s to {SpeakerFile.MaxMinutes} min, in each of which one person speaks.",
            Arity = ArgumentArity.OneOrMore
        };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each file, with the embedding." };
        var command = new Command("embed", "Tell who speaks in recordings, as numbers; they are personal data.") { files, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(files), parsed.GetValue(json), ct));
        return command;
    }

    private static Task<int> Run(Terminal terminal, string[] files, bool asJson, CancellationToken ct) =>
        FailedFiles.Run(terminal, async failed =>
        {
            var encoder = Encoder.Load();
            await foreach (var (file, embedding) in failed.Each(
                files, MaxConcurrency, (file, stop) => SpeakerFile.Embed(encoder, file, stop), ct))
                await terminal.Out.WriteLineAsync(asJson
                    ? JsonSerializer.Serialize(EmbeddingView.Of(file, embedding), EmbeddingJson.Default.EmbeddingView)
                    : FormattableString.Invariant(
                        $"{file}: {SpeakerEmbedding.Count} numbers from {embedding.SpeechSeconds:0.0} s of speech; --json prints them"));
        });
}

/// <summary>An embedding for programs, of length 1.</summary>
internal sealed record EmbeddingView(string File, float[] Embedding)
{
    public static EmbeddingView Of(string file, SpeakerEmbedding embedding) => new(file, embedding.Values.ToArray());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmbeddingView))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
