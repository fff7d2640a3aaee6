using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Tests.AcousticModel.Network;

/// <summary>What the network says of a whole phrase, held against what it says of the same phrase some steps at a time.</summary>
public sealed class PhraseDecoderTests
{
    private const float F0Scale = 1.15f;
    private static readonly Lazy<AcousticModelNetwork> Average = new(() =>
    {
        var weights = WeightFile.ReadEmbedded<AcousticModelConfig, AcousticModelWeights>();
        var random = new Random(1);
        return AcousticModelNetwork.ForSpeaker(
            weights, [.. Enumerable.Range(0, weights.Config.SpeakerInputs).Select(_ => random.NextSingle() - 0.5f)]);
    });

    [Theory]
    [InlineData(1, 150)]
    [InlineData(5, 151)]
    [InlineData(33, 152)]
    [InlineData(38, 153)]
    [InlineData(100, 300)]
    [InlineData(1000, 151)]
    [InlineData(7, 30)]
    public void Steps_that_come_some_at_a_time_have_the_bits_that_they_have_among_all(int steps, int total)
    {
        var (f0, frames) = Whole(Average.Value, total);

        var (streamedF0, streamed) = InParts(Average.Value, total, steps);

        Assert.Equal(f0, streamedF0);
        Assert.Equal(frames, streamed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(64)]
    public void Channels_that_are_no_whole_vectors_differ_by_rounding_only(int steps)
    {
        var network = RandomNetwork.Network(1);
        var (f0, frames) = Whole(network, 141);

        var (streamedF0, streamed) = InParts(network, 141, steps);

        Assert.InRange(f0.Zip(streamedF0, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
        Assert.InRange(frames.Zip(streamed, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4); // of numbers up to 20
    }

    [Fact]
    public void The_first_steps_come_out_before_the_others_are_computed()
    {
        var decoder = Decoder(Average.Value, 300);

        decoder.Decode(30);

        Assert.Equal(30, decoder.Decoded);
        // F0 is known for what the blocks see, 33 steps ahead
        Assert.All(decoder.NormalisedF0[..(30 + 33)].ToArray(), f0 => Assert.NotEqual(0, f0));
        Assert.All(decoder.NormalisedF0[(30 + 33)..].ToArray(), f0 => Assert.Equal(0, f0));
    }

    [Fact]
    public void Behind_the_last_step_nothing_comes()
    {
        var decoder = Decoder(Average.Value, 41);
        decoder.Decode(1000);
        Assert.Equal(41, decoder.Decoded);
        Assert.Empty(decoder.Decode(10));
    }

    private static (float[] F0, float[] Frames) Whole(AcousticModelNetwork network, int total)
    {
        var (encoded, durations) = Phrase(network, total);
        var f0 = network.PredictLogF0(encoded, durations);
        return (f0, network.Decode(encoded, durations, [.. f0.Select(x => F0Scale * x)]));
    }

    private static (float[] F0, float[] Frames) InParts(AcousticModelNetwork network, int total, int steps)
    {
        var decoder = Decoder(network, total);
        var frames = new List<float>();
        while (decoder.Decoded < decoder.Steps)
            frames.AddRange(decoder.Decode(steps));
        return (decoder.NormalisedF0.ToArray(), [.. frames]);
    }

    private static PhraseDecoder Decoder(AcousticModelNetwork network, int total)
    {
        var (encoded, durations) = Phrase(network, total);
        return new PhraseDecoder(network, encoded, durations, F0Scale);
    }

    private static (float[] Encoded, int[] Durations) Phrase(AcousticModelNetwork network, int total)
    {
        var (random, durations) = (new Random(total), new List<int>());
        for (var left = total; left > 0; left -= durations[^1])
            durations.Add(Math.Min(left, random.Next(2, 14)));
        int[] phones = [.. durations.Select(_ => random.Next(network.Config.Phones))];
        float[] contexts = [.. Enumerable.Range(0, phones.Length * network.Config.Contexts).Select(_ => random.NextSingle())];
        return (network.Encode(phones, contexts), [.. durations]);
    }
}
