using System.Text.Json;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.AcousticModel.Network;

public sealed class AcousticModelNetworkTests
{
    private const double Tolerance = 1e-4;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Timbre.Models.Tests", "AcousticModel");

    [Fact]
    public void It_says_what_the_framework_says()
    {
        var weights = Read("small.bin");
        foreach (var phrase in Cases("golden.json"))
            SaysTheSame(AcousticModelNetwork.ForSpeaker(weights, Floats(phrase, "speaker")), phrase);
    }

    [Fact]
    public void With_a_reference_encoder_and_stacks_of_different_widths_it_says_what_the_framework_says()
    {
        var weights = Read("small-24k.bin");
        var config = weights.Config;
        Assert.Equal((80, 6, 24, 20), (config.Mels, config.Bands, config.Encoder.Width, config.Decoder.Width));
        foreach (var phrase in Cases("golden-24k.json"))
        {
            var code = weights.Reference!.Encode(Floats(phrase, "reference"));
            IsAlike(Floats(phrase, "code"), code);
            SaysTheSame(AcousticModelNetwork.ForSpeaker(weights, [.. code, .. Floats(phrase, "statistics")]), phrase);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(70_000)]
    public void A_damaged_file_is_refused(int place)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "small.bin"));
        bytes[place] ^= 1;
        Assert.Throws<InvalidDataException>(() => WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(new MemoryStream(bytes)));
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "small.bin"));
        foreach (var length in new[] { 0, 7, 15, 60, bytes.Length - 1 })
            Assert.Throws<InvalidDataException>(() =>
                WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(new MemoryStream(bytes[..length])));
    }

    private static void SaysTheSame(AcousticModelNetwork network, JsonElement phrase)
    {
        int[] phones = [.. Floats(phrase, "phones").Select(x => (int)x)], lengths = [.. Floats(phrase, "lengths").Select(x => (int)x)];
        var encoded = network.Encode(phones, Floats(phrase, "contexts"));
        IsAlike(Floats(phrase, "log_lengths"), network.PredictLogDurations(encoded));
        IsAlike(Floats(phrase, "log_f0"), network.PredictLogF0(encoded, lengths));
        IsAlike(Floats(phrase, "frames"), network.Decode(encoded, lengths, Floats(phrase, "f0")));
    }

    private static JsonElement[] Cases(string file)
    {
        var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).RootElement.EnumerateArray().ToArray();
        Assert.Equal(3, cases.Length);
        return cases;
    }
    private static AcousticModelWeights Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(Folder, name));
        return WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(file);
    }

    private static float[] Floats(JsonElement phrase, string name) =>
        [.. phrase.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];

    private static void IsAlike(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1 + expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) < Tolerance * scale, $"Number {i} is {actual[i]}, and PyTorch has {expected[i]}.");
    }
}
