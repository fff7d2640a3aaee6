using System.Text.Json;
using Timbre.Audio.World;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Tests.Material;
using Timbre.Models.Vocoders;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Tests.Vocoders;

/// <summary>
/// A vocoder of random numbers that training/vocoder/golden.py wrote, and what PyTorch makes with it of some frames; its folder has the
/// name of the layout of its frames. That of 16 kHz was written by the recipe before it went to 24 kHz.
/// </summary>
internal sealed class SmallVocoder
{
    private readonly string _folder;

    private SmallVocoder(string name)
    {
        _folder = Path.Combine(Repository.Root, "tests", "Timbre.Models.Tests", "Vocoders", name);
        Layout = Weights.Config.Layout;
        Golden = [.. JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(_folder, "golden.json"))).RootElement.EnumerateArray()
            .Select(sound => new GoldenSound(
                Floats(sound, "features"), Floats(sound, "pulses"), Floats(sound, "outputs"), Floats(sound, "sound")))];
    }

    public static SmallVocoder Wideband { get; } = new("Wideband");

    public static SmallVocoder SuperWideband { get; } = new("SuperWideband");

    public byte[] File => System.IO.File.ReadAllBytes(Path.Combine(_folder, "small.bin"));

    public VocoderWeights Weights => WeightFile.Read<VocoderConfig, VocoderWeights>(new MemoryStream(File));

    public FrameLayout Layout { get; }

    public IReadOnlyList<GoldenSound> Golden { get; }

    public static SmallVocoder Of(bool isSuperWideband) => isSuperWideband ? SuperWideband : Wideband;

    public static VocoderStream Stream(VocoderWeights weights) => new(weights, new FilterBasis(weights.Config));

    public VocoderStream Stream() => Stream(Weights);

    /// <summary>Largest difference by the largest value.</summary>
    public static double RelativeError(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (error, max) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
            (error, max) = (Math.Max(error, Math.Abs(expected[i] - actual[i])), Math.Max(max, Math.Abs(expected[i])));
        return error / max;
    }

    private static float[] Floats(JsonElement sound, string name) =>
        [.. sound.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];
}

/// <param name="Features">[frames, <see cref="FrameLayout.Count"/>]</param>
/// <param name="Pulses">One number a sample.</param>
/// <param name="Outputs">Of the network.</param>
/// <param name="Sound">One number a sample, the noise being that of seed 1.</param>
internal sealed record GoldenSound(float[] Features, float[] Pulses, float[] Outputs, float[] Sound);
