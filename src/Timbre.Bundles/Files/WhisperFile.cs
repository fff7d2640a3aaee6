namespace Timbre.Bundles.Files;

/// <summary>What a file of a Whisper model in whisper.cpp's format says of itself.</summary>
/// <param name="Size">tiny, base, small, medium or large.</param>
/// <param name="IsMultilingual">Whether it knows other languages than English.</param>
/// <param name="Weights">How most of its numbers are stored: f16, q5_1, ...</param>
/// <param name="Tensors">How many there are.</param>
/// <remarks>
/// Format: whisper.cpp, <c>models/convert-pt-to-ggml.py</c>. 11 numbers of the network's shape, the mel filters, the vocabulary, then
/// tensors up to the end. Every count is bounded before it is followed, and no number of a tensor is read.
/// </remarks>
public sealed record WhisperFile(string Size, bool IsMultilingual, string Weights, int Tensors)
{
    /// <summary>"ggml" as a number, the first four bytes of the file.</summary>
    public const int Magic = 0x67676d6c;

    private const int MaxVocabulary = 60_000;
    private const int EnglishVocabulary = 51_864;
    private const int MaxTokenBytes = 1024;
    private const int MaxTensors = 4096;
    private const int MaxNameBytes = 256;
    private const int QuantisationVersionFactor = 1000;

    /// <summary>The languages of its training (Radford et al., 2022).</summary>
    private static readonly string[] Known =
    [
        .. ("af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw " +
            "ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su " +
            "sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh").Split(' '),
    ];

    /// <summary>Layers of the encoder tell the sizes apart.</summary>
    private static readonly Dictionary<int, string> Sizes = new()
    {
        [4] = "tiny",
        [6] = "base",
        [12] = "small",
        [24] = "medium",
        [32] = "large",
    };

    /// <summary>The name that people call it by: whisper-base, whisper-small.en.</summary>
    public string Name => $"whisper-{Size}{(IsMultilingual ? "" : ".en")}";

    /// <summary>Codes of the languages that it recognises.</summary>
    public IReadOnlyList<string> Languages => IsMultilingual ? Known : ["en"];

    /// <summary>Reads a file to its end without the numbers of its tensors.</summary>
    /// <param name="file">Can be sought in.</param>
    /// <exception cref="BundleException">It is of another kind, cut short or damaged.</exception>
    public static WhisperFile Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var reader = new BoundedReader(file);
        if (reader.Int32("the first number") != Magic)
            throw new BundleException("it does not begin with \"ggml\", as a Whisper model in whisper.cpp's format does.");
        var shape = Shape.Read(reader);
        SkipFilters(reader, shape.Mels);
        SkipVocabulary(reader, shape.Vocabulary);
        var (tensors, weights) = SkipTensors(reader, shape);
        return new WhisperFile(Sizes[shape.AudioLayers], shape.Vocabulary > EnglishVocabulary, weights, tensors);
    }

    private static void SkipFilters(BoundedReader reader, int mels)
    {
        const int MaxBins = 4096;
        if (reader.Int32("the number of mel filters", 1, 1024) != mels)
            throw new BundleException("its mel filters are not as many as its network hears.");
        var bins = reader.Int32("the number of bins of a mel filter", 1, MaxBins);
        reader.Skip((long)mels * bins * sizeof(float), "the table of mel filters");
    }

    private static void SkipVocabulary(BoundedReader reader, int expected)
    {
        var count = reader.Int32("the number of tokens", 1, expected);
        for (var i = 0; i < count; i++)
            reader.Skip(reader.Int32($"the length of token {i}", 0, MaxTokenBytes), $"token {i}");
    }

    private static (int Count, string Weights) SkipTensors(BoundedReader reader, Shape shape)
    {
        var count = 0;
        var weights = "f32";
        long most = 0;
        while (!reader.AtEnd)
        {
            if (++count > MaxTensors)
                throw new BundleException($"it has more than {MaxTensors} tensors.");
            var (type, bytes) = SkipTensor(reader);
            if (bytes > most && type.Name != "f32")
                (most, weights) = (bytes, type.Name);
        }

        return count == shape.Tensors
            ? (count, weights)
            : throw new BundleException($"it has {count} tensors, and a network of its shape has {shape.Tensors}: it is not whole.");
    }

    private static (GgmlTensorType Type, long Bytes) SkipTensor(BoundedReader reader)
    {
        const int MaxDimension = 1 << 24;
        var dimensions = reader.Int32("the number of a tensor's dimensions", 1, 4);
        var nameBytes = reader.Int32("the length of a tensor's name", 1, MaxNameBytes);
        var number = reader.Int32("the type of a tensor");
        var values = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            values *= reader.Int32("a dimension of a tensor", 1, MaxDimension);
            if (values > int.MaxValue)
                throw new BundleException("a tensor has more than 2^31 numbers.");
        }

        var name = reader.Text(nameBytes, "the name of a tensor");
        var type = GgmlTensorType.Of(number)
            ?? throw new BundleException($"the tensor {Printable(name)} is of type {number}, which is unknown: made by a newer program?");
        var bytes = type.Bytes(values)
            ?? throw new BundleException($"the tensor {Printable(name)} does not fill the blocks of its type {type.Name}.");
        reader.Skip(bytes, $"the tensor {Printable(name)}");
        return (type, bytes);
    }

    /// <summary>What a file says is shown on terminals: no control characters.</summary>
    private static string Printable(string name) => string.Concat(name.Take(60).Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>The numbers at the head of the file that matter here.</summary>
    private sealed record Shape(int Vocabulary, int AudioLayers, int TextLayers, int Mels)
    {
        /// <summary>An encoder layer has 15, a decoder layer 24; 11 more stand around them.</summary>
        public int Tensors => 15 * AudioLayers + 24 * TextLayers + 11;

        public static Shape Read(BoundedReader reader)
        {
            const int MaxState = 4096;
            var vocabulary = reader.Int32("the size of the vocabulary", EnglishVocabulary, MaxVocabulary);
            reader.Int32("the length of the encoder's context", 1500, 1500);
            reader.Int32("the width of the encoder", 1, MaxState);
            reader.Int32("the number of the encoder's heads", 1, 64);
            var audioLayers = reader.Int32("the number of the encoder's layers");
            if (!Sizes.ContainsKey(audioLayers))
                throw new BundleException($"a Whisper network with {audioLayers} layers in its encoder is not known.");
            reader.Int32("the length of the decoder's context", 1, 448);
            reader.Int32("the width of the decoder", 1, MaxState);
            reader.Int32("the number of the decoder's heads", 1, 64);
            var textLayers = reader.Int32("the number of the decoder's layers", 1, 32);
            var mels = reader.Int32("the number of mel bands", 80, 128);
            var type = reader.Int32("the type of the weights", 0, int.MaxValue) % QuantisationVersionFactor;
            return type <= 32
                ? new Shape(vocabulary, audioLayers, textLayers, mels)
                : throw new BundleException($"its weights are of type {type}, which is unknown.");
        }
    }
}
