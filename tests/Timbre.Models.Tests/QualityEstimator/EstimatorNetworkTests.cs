using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Tests.QualityEstimator;

public sealed class EstimatorNetworkTests
{
    private static readonly EstimatorWeights Weights = WeightFile.ReadEmbedded<EstimatorConfig, EstimatorWeights>();

    [Fact]
    public void It_says_what_the_framework_says()
    {
        var golden = GoldenSounds.Read();
        Assert.Equal(golden.Step, Weights.Config.Steps);
        Assert.True(golden.Cases.Count >= 10);
        var network = new EstimatorNetwork(Weights, 10 * GoldenSounds.RateHz);
        var scores = new float[EstimatorConfig.Scores];
        foreach (var sound in golden.Cases)
        {
            network.Run(sound.Samples(), scores);
            for (var i = 0; i < scores.Length; i++)
            {
                // PyTorch in single precision is up to 2e-4 dB from itself in double precision, where what lies 90 dB below the rest
                // counts.
                Assert.True(
                    Math.Abs(scores[i] - sound.Exact[i]) <= 1e-4,
                    $"{sound.Name}: score {i} is {scores[i]}, and PyTorch in double precision has {sound.Exact[i]}.");
                var rounding = Math.Abs(sound.Scores[i] - sound.Exact[i]);
                Assert.InRange(rounding, 0, 5e-4);
                Assert.True(
                    Math.Abs(scores[i] - sound.Scores[i]) <= 1e-4 + rounding,
                    $"{sound.Name}: score {i} is {scores[i]}, and PyTorch has {sound.Scores[i]}.");
            }
        }
    }

    [Fact]
    public void What_it_heard_before_does_not_matter()
    {
        var sounds = GoldenSounds.Read().Cases;
        float[] shortOne = sounds.MinBy(sound => sound.Seconds)!.Samples(), longOne = sounds.MaxBy(sound => sound.Seconds)!.Samples();
        var (first, again) = (new float[3], new float[3]);
        var network = new EstimatorNetwork(Weights, longOne.Length);
        network.Run((float[])shortOne.Clone(), first);
        network.Run(longOne, again);
        network.Run(shortOne, again);
        Assert.Equal(first, again);
    }

    [Fact]
    public void It_allocates_nothing_once_it_is_made()
    {
        var sound = GoldenSounds.Read().Cases[0].Samples();
        var network = new EstimatorNetwork(Weights, sound.Length);
        var scores = new float[3];
        network.Run(sound, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Run(sound, scores);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void It_has_five_million_numbers_at_the_most()
    {
        using var file = typeof(EstimatorWeights).Assembly.GetManifestResourceStream("quality-estimator.bin")!;
        Assert.InRange(file.Length / 2, 100_000, 5_000_000);
    }
}
