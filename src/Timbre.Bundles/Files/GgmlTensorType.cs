namespace Timbre.Bundles.Files;

/// <summary>How ggml stores the numbers of a tensor: in blocks, each of so many bytes (ggml's <c>enum ggml_type</c>).</summary>
internal readonly record struct GgmlTensorType(string Name, int BlockValues, int BlockBytes)
{
    private static readonly Dictionary<int, GgmlTensorType> Known = new()
    {
        [0] = new("f32", 1, 4),
        [1] = new("f16", 1, 2),
        [2] = new("q4_0", 32, 18),
        [3] = new("q4_1", 32, 20),
        [6] = new("q5_0", 32, 22),
        [7] = new("q5_1", 32, 24),
        [8] = new("q8_0", 32, 34),
        [10] = new("q2_k", 256, 84),
        [11] = new("q3_k", 256, 110),
        [12] = new("q4_k", 256, 144),
        [13] = new("q5_k", 256, 176),
        [14] = new("q6_k", 256, 210),
    };

    /// <summary>The type of a number in a file; null for one that Whisper's files do not use.</summary>
    public static GgmlTensorType? Of(int number) => Known.TryGetValue(number, out var type) ? type : null;

    /// <summary>Size of so many numbers; null where they do not fill their blocks.</summary>
    public long? Bytes(long values) => values % BlockValues == 0 ? values / BlockValues * BlockBytes : null;
}
