using Timbre.Models.AverageVoice;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;
using Timbre.Models.WeightFiles;

namespace Timbre.Models.Tests.AverageVoice;

/// <summary>A small network of random numbers, and a phrase for it.</summary>
internal static class Made
{
    public static readonly AverageConfig Config = new(PhoneContexts.Phones, PhoneContexts.Count, 192, 64, 5, 16, 24, 8, 0);

    public static TunedNetwork Network(int seed)
    {
        var random = new Random(seed);
        return new TunedNetwork
        {
            Config = Config,
            MeanF0 = 0.3f,
            Phone = Numbers(random, Config.Phones * Config.Width, 1),
            Context = Layer(random, Config.Contexts, Config.Width),
            Encoder = Stack(random, AverageConfig.Encoder),
            Lengths = Stack(random, AverageConfig.Lengths),
            Length = Layer(random, Config.Width, 1),
            PitchPlace = Layer(random, AverageConfig.Places, Config.Width),
            Pitches = Stack(random, AverageConfig.Pitches),
            Pitch = Layer(random, Config.Width, 1),
            Place = Layer(random, StepPlaces.Toned, Config.Width),
            Decoder = Stack(random, AverageConfig.Decoder),
            Leave = Layer(random, Config.Width, AverageConfig.FramesPerStep * Config.PerFrame),
        };
    }

    public static PhraseTargets Phrase(int seed)
    {
        var random = new Random(seed);
        int[] lengths = [6, .. Enumerable.Range(0, 12).Select(_ => random.Next(2, 14)), 8];
        var frames = AverageConfig.FramesPerStep * lengths.Sum();
        return new PhraseTargets(
            [PhoneContexts.Pause, .. Enumerable.Range(0, 12).Select(_ => random.Next(PhoneContexts.Pause)), PhoneContexts.Pause],
            Numbers(random, lengths.Length * Config.Contexts, 1), lengths, Numbers(random, frames, 1), [.. Enumerable.Range(0, frames).Select(_ => random.Next(2) == 0)],
            Numbers(random, frames * Config.Mels, 2), [.. Numbers(random, frames * Config.Bands, 1).Select(x => x - 1.5f)]);
    }

    private static TunedStack Stack(Random random, IReadOnlyList<(int Kernel, int Dilation)> shapes)
    {
        var blocks = shapes.Select(shape => new BlockWeights(
            shape.Kernel, shape.Dilation, new LayerWeights(Numbers(random, shape.Kernel * Config.Width, 0.5f), Numbers(random, Config.Width, 0.2f)), Layer(random, Config.Voice, 2 * Config.Width),
            Layer(random, Config.Width, Config.Inner), Layer(random, Config.Inner, Config.Width), Numbers(random, Config.Width, 0.3f)));
        return TunedStack.For([.. blocks], Numbers(random, Config.Voice, 1));
    }

    private static LayerWeights Layer(Random random, int inputs, int outputs) => new(Numbers(random, inputs * outputs, 1 / MathF.Sqrt(inputs)), Numbers(random, outputs, 0.2f));

    private static float[] Numbers(Random random, int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => scale * (float)((2 * random.NextDouble()) - 1) * 1.7f)];
}
