using System.Text;

namespace Timbre.Bundles.Tests.Material;

/// <summary>
/// A Whisper model of whisper.cpp's format with every tensor that one has, each very small. Its numbers are 0, or random with a seed.
/// </summary>
internal sealed record WhisperFileBuilder
{
    private const int AudioContext = 1500;
    private const int FilterBins = 201;
    private const int F32 = 0, F16 = 1;

    /// <summary>Multilingual from 51865 on.</summary>
    public int Vocabulary { get; init; } = 51_865;

    /// <summary>Width of all layers, as the tensors have it.</summary>
    public int Width { get; init; } = 1;

    /// <summary>The width that the header names, where that is another one.</summary>
    public int? DeclaredWidth { get; init; }

    public int Heads { get; init; } = 1;

    public int AudioLayers { get; init; } = 4;

    public int TextLayers { get; init; } = 1;

    public int TextContext { get; init; } = 8;

    public int Mels { get; init; } = 80;

    /// <summary>Fewer than the vocabulary are allowed; whisper.cpp looks those of a space up by their text.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [.. ((string[])["a", " b", " ", " -", " '"]).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Seed of the tensors' bytes; null leaves them 0.</summary>
    public int? WeightsSeed { get; init; }

    /// <summary>Offsets of the whole numbers that say how much follows: the header, counts and lengths, with their names.</summary>
    public IReadOnlyList<(string Name, int Offset)> Fields { get; private set; } = [];

    public byte[] Build()
    {
        var fields = new List<(string, int)>();
        using var file = new MemoryStream();
        using var to = new BinaryWriter(file);
        void Write(string name, int value)
        {
            fields.Add((name, (int)file.Position));
            to.Write(value);
        }

        var width = DeclaredWidth ?? Width;
        foreach (var (name, value) in ((string, int)[])[
            ("magic", 0x67676d6c), ("vocabulary", Vocabulary), ("audio context", AudioContext), ("audio width", width),
            ("audio heads", Heads), ("audio layers", AudioLayers), ("text context", TextContext), ("text width", width),
            ("text heads", Heads), ("text layers", TextLayers), ("mels", Mels), ("type", F16), ("filters", Mels), ("bins", FilterBins)
        ])
            Write(name, value);
        to.Write(new byte[Mels * FilterBins * sizeof(float)]);
        Write("tokens", Tokens.Count);
        foreach (var token in Tokens)
        {
            Write("token length", token.Length);
            to.Write(token);
        }

        var random = WeightsSeed is { } seed ? new Random(seed) : null;
        foreach (var (name, dimensions) in Tensors())
        {
            Write("dimensions", dimensions.Length);
            Write("name length", Encoding.UTF8.GetByteCount(name));
            var isSmall = dimensions.Length == 1 || dimensions[0] == 1 || name.Contains("positional", StringComparison.Ordinal);
            Write("tensor type", isSmall ? F32 : F16);
            foreach (var dimension in dimensions)
                Write("dimension", dimension);
            to.Write(Encoding.UTF8.GetBytes(name));
            var numbers = new byte[dimensions.Aggregate(1, (product, dimension) => product * dimension) * (isSmall ? 4 : 2)];
            random?.NextBytes(numbers);
            to.Write(numbers);
        }

        Fields = fields;
        return file.ToArray();
    }

    /// <summary>Names and shapes as OpenAI's implementation has them, the innermost dimension first.</summary>
    private IEnumerable<(string Name, int[] Dimensions)> Tensors()
    {
        yield return ("encoder.positional_embedding", [Width, AudioContext]);
        yield return ("encoder.conv1.weight", [3, Mels, Width]);
        yield return ("encoder.conv1.bias", [1, Width]);
        yield return ("encoder.conv2.weight", [3, Width, Width]);
        yield return ("encoder.conv2.bias", [1, Width]);
        foreach (var tensor in WithBias("encoder.ln_post", [Width]))
            yield return tensor;
        yield return ("decoder.positional_embedding", [Width, TextContext]);
        yield return ("decoder.token_embedding.weight", [Width, Vocabulary]);
        foreach (var tensor in WithBias("decoder.ln", [Width]))
            yield return tensor;
        foreach (var tensor in Enumerable.Range(0, AudioLayers).SelectMany(i => Layer($"encoder.blocks.{i}", ["attn"])))
            yield return tensor;
        foreach (var tensor in Enumerable.Range(0, TextLayers).SelectMany(i => Layer($"decoder.blocks.{i}", ["attn", "cross_attn"])))
            yield return tensor;
    }

    private IEnumerable<(string, int[])> Layer(string layer, string[] attentions)
    {
        foreach (var attention in attentions)
        {
            foreach (var tensor in WithBias($"{layer}.{attention}_ln", [Width]))
                yield return tensor;
            yield return ($"{layer}.{attention}.key.weight", [Width, Width]);
            foreach (var tensor in ((string[])["query", "value", "out"]).SelectMany(part =>
                WithBias($"{layer}.{attention}.{part}", [Width, Width])))
                yield return tensor;
        }

        foreach (var tensor in (IEnumerable<(string, int[])>)[
            .. WithBias($"{layer}.mlp_ln", [Width]), .. WithBias($"{layer}.mlp.0", [Width, 4 * Width]),
            .. WithBias($"{layer}.mlp.2", [4 * Width, Width])
        ])
            yield return tensor;
    }

    private static IEnumerable<(string, int[])> WithBias(string name, int[] weight) =>
        [($"{name}.weight", weight), ($"{name}.bias", [weight[^1]])];
}
