using System.Text.Json;
using Timbre.Models.NeuralVocoder;
using Timbre.Models.NeuralVocoder.Filters;
using Timbre.Models.NeuralVocoder.Network;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.NeuralVocoder;

/// <summary>The vocoder of random numbers that training/vocoder/golden.py wrote, and what PyTorch makes with it of some frames.</summary>
internal static class SmallVocoder
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Timbre.Models.Tests", "NeuralVocoder");

    public static byte[] File => System.IO.File.ReadAllBytes(Path.Combine(Folder, "small.bin"));

    public static VocoderWeights Weights => VocoderFile.Read(new MemoryStream(File));

    public static IReadOnlyList<GoldenSound> Golden { get; } =
        [.. JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, "golden.json"))).RootElement.EnumerateArray().Select(sound => new GoldenSound(
            Floats(sound, "features"), Floats(sound, "pulses"), Floats(sound, "outputs"), Floats(sound, "sound")))];

    public static VocoderStream Stream() => Stream(Weights);

    public static VocoderStream Stream(VocoderWeights weights) => new(weights, new FilterShapes(weights.Config, VoiceEngine.SpeechRateHz));

    /// <summary>Largest difference by the largest value.</summary>
    public static double RelativeError(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        Assert.Equal(wanted.Length, found.Length);
        var (error, largest) = (0.0, 0.0);
        for (var i = 0; i < wanted.Length; i++)
            (error, largest) = (Math.Max(error, Math.Abs(wanted[i] - found[i])), Math.Max(largest, Math.Abs(wanted[i])));
        return error / largest;
    }

    private static float[] Floats(JsonElement sound, string name) => [.. sound.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];
}

/// <param name="Features">[frames, <see cref="Audio.FrameFeatures.Count"/>]</param>
/// <param name="Pulses">One number a sample.</param>
/// <param name="Outputs">Of the network.</param>
/// <param name="Sound">One number a sample, the noise being that of seed 1.</param>
internal sealed record GoldenSound(float[] Features, float[] Pulses, float[] Outputs, float[] Sound);
