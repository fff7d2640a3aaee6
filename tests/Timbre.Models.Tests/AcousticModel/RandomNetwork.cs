using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Tests.AcousticModel;

/// <summary>A small network of random numbers, and a phrase for it.</summary>
internal static class RandomNetwork
{
    private const int Width = 16, Inner = 24;

    /// <summary>Two stacks have another width than the encoder, one has the same.</summary>
    public static readonly AcousticModelConfig Config = AcousticModelConfig
        .Uniform(PhoneInventory.Cmu.Count, PhoneInventory.Cmu.Contexts, 192, 64, 5, Width, Inner, 8, 0) with
    {
        PitchPredictor = new StackConfig(12, 16, [(5, 1), (5, 4), (5, 8), (5, 2)]),
        Decoder = new StackConfig(20, 28, [(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2)]),
    };

    /// <summary>The same at 24 kHz.</summary>
    public static readonly AcousticModelConfig SuperWideband = Config with
    {
        Phones = PhoneInventory.Ipa.Count,
        Contexts = PhoneInventory.Ipa.Contexts,
        Mels = 80,
        Bands = 6,
    };

    public static AcousticModelNetwork Network(int seed) => Network(seed, Config);

    public static AcousticModelNetwork Network(int seed, AcousticModelConfig config)
    {
        var random = new Random(seed);
        return new AcousticModelNetwork(
            config, 0.3f, AcousticModelLayers.Create(
                config, (name, shape) => Tensor(random, name, shape), (_, stack) => Stack(random, stack)));
    }

    public static PhraseTargets Phrase(int seed) => Phrase(seed, Config, Config.Mels);

    /// <summary>A phrase of a recording whose bandwidth has so many points of a spectrum.</summary>
    public static PhraseTargets Phrase(int seed, AcousticModelConfig config, int points)
    {
        var random = new Random(seed);
        int[] lengths = [6, .. Enumerable.Range(0, 12).Select(_ => random.Next(2, 14)), 8];
        var (frames, pause) = (AcousticModelConfig.FramesPerStep * lengths.Sum(), config.Inventory.Pause);
        return new PhraseTargets(
            [pause, .. Enumerable.Range(0, 12).Select(_ => (pause + 1 + random.Next(config.Phones - 1)) % config.Phones), pause],
            Numbers(random, lengths.Length * config.Contexts, 1), lengths, Numbers(random, frames, 1),
            [.. Enumerable.Range(0, frames).Select(_ => random.Next(2) == 0)],
            Numbers(random, frames * config.Mels, 2), [.. Numbers(random, frames * config.Bands, 1).Select(x => x - 1.5f)], points);
    }

    private static float[] Tensor(Random random, string name, int[] shape)
    {
        var scale = name == "phone" ? 1 : shape is [_, var inputs] ? 1 / MathF.Sqrt(inputs) : 0.2f;
        return Numbers(random, shape.Aggregate((product, size) => product * size), scale);
    }

    private static ConvolutionStack Stack(Random random, StackConfig stack)
    {
        var blocks = stack.Blocks.Select(block => new ConditionedBlockWeights(
            block.Kernel, block.Dilation,
            new LayerWeights(Numbers(random, block.Kernel * stack.Width, 0.5f), Numbers(random, stack.Width, 0.2f)),
            Layer(random, Config.SpeakerChannels, 2 * stack.Width),
            Layer(random, stack.Width, stack.Inner), Layer(random, stack.Inner, stack.Width), Numbers(random, stack.Width, 0.3f)));
        return ConvolutionStack.ForSpeaker([.. blocks], Numbers(random, Config.SpeakerChannels, 1));
    }

    private static LayerWeights Layer(Random random, int inputs, int outputs) =>
        new(Numbers(random, inputs * outputs, 1 / MathF.Sqrt(inputs)), Numbers(random, outputs, 0.2f));

    private static float[] Numbers(Random random, int count, float scale) =>
        [.. Enumerable.Range(0, count).Select(_ => scale * (float)((2 * random.NextDouble()) - 1) * 1.7f)];
}
