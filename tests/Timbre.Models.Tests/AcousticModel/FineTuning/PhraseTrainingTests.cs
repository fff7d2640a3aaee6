using Timbre.Models.AcousticModel.FineTuning;

namespace Timbre.Models.Tests.AcousticModel.FineTuning;

public sealed class PhraseTrainingTests
{
    /// <summary>A step along the gradients of one tensor changes the loss by the gradients' square, whichever tensor it is.</summary>
    [Theory]
    [InlineData(16_000, 64)]
    [InlineData(24_000, 80)]
    [InlineData(24_000, 63)]
    public void Every_tensors_gradients_are_those_of_a_nudge(int rateHz, int points)
    {
        var config = rateHz == 16_000 ? RandomNetwork.Config : RandomNetwork.SuperWideband;
        var network = RandomNetwork.Network(1, config).Map(x => (float[])x.Clone());
        var phrase = RandomNetwork.Phrase(2, config, points);
        var actual = network.Map(x => new float[x.Length]);
        PhraseTraining.Backpropagate(network, phrase, actual, 1);
        var tensors = network.Parameters.Zip(actual.Parameters).ToArray();
        Assert.True(tensors.Length > 130);
        for (var i = 0; i < tensors.Length; i++)
        {
            var (numbers, outputGradient) = tensors[i];
            var square = outputGradient.Sum(x => (double)x * x);
            Assert.True(square > 0, $"Nothing comes back to tensor {i}.");
            var step = (float)(2e-3 / Math.Sqrt(square)); // so far in all: kinks of the loss are few within it
            var seen = (Nudged(step) - Nudged(-step)) / (2 * step);
            Assert.True(
                Math.Abs(seen - square) < 0.03 * square + 2e-4 * Math.Sqrt(square),
                $"Tensor {i} of {numbers.Length}: a nudge changes the loss by {seen}, the gradients say {square}.");

            double Nudged(float by)
            {
                var saved = (float[])numbers.Clone();
                for (var k = 0; k < numbers.Length; k++)
                    numbers[k] += by * outputGradient[k];
                var loss = PhraseTraining.Evaluate(network, phrase).Total;
                saved.CopyTo(numbers, 0);
                return loss;
            }
        }
    }

    [Fact]
    public void Learning_a_phrase_makes_it_less_wrong_each_time_alike()
    {
        var first = Learnt();
        Assert.True(first < 0.6 * PhraseTraining.Evaluate(RandomNetwork.Network(1), RandomNetwork.Phrase(2)).Total);
        Assert.Equal(first, Learnt());

        static double Learnt()
        {
            var network = RandomNetwork.Network(1).Map(x => (float[])x.Clone());
            var tuner = new Trainer(network, 2);
            var phrases = new[] { RandomNetwork.Phrase(2) };
            var random = new Random(1);
            for (var i = 0; i < 60; i++)
                tuner.TrainEpoch(phrases, random, 0.01f, CancellationToken.None);
            return tuner.Evaluate(phrases).Total;
        }
    }

    [Fact]
    public void A_share_of_a_phrase_is_a_share_of_its_gradients()
    {
        var (network, phrase) = (RandomNetwork.Network(1), RandomNetwork.Phrase(2));
        var (whole, half) = (network.Map(x => new float[x.Length]), network.Map(x => new float[x.Length]));
        PhraseTraining.Backpropagate(network, phrase, whole, 1);
        PhraseTraining.Backpropagate(network, phrase, half, 0.5f);
        foreach (var (a, b) in whole.Parameters.Zip(half.Parameters))
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First / 2, pair.Second, 1e-5f));
    }
}
