using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Tests.QualityEstimator;

public sealed class ChunkScoreAggregatorTests
{
    [Fact]
    public void Pieces_that_are_alike_are_like_the_whole()
    {
        var total = Sum((100, 3, [0.8f, 2.5f, 12]), (50, 9, [0.8f, 2.5f, 12]))!;
        Assert.Equal((0.8, 2.5, 12), (total.Stoi, total.PesqWb, total.SiSdrDb), Near);
    }

    [Fact]
    public void The_ratio_is_that_of_all_that_is_meant_to_all_that_is_not()
    {
        // 10 of 11 parts of 1 and 1 of 2 parts of 4 are meant.
        var total = Sum((10, 1, [0.5f, 2, 10]), (10, 4, [0.5f, 2, 0]))!;
        Assert.Equal(10 * Math.Log10(((10 / 11.0) + 2) / ((1 / 11.0) + 2)), total.SiSdrDb, 6);
    }

    [Fact]
    public void A_chunk_counts_by_how_much_is_said_in_it()
    {
        var total = Sum((30, 1, [0.9f, 4, 20]), (10, 1, [0.5f, 4, 20]))!;
        Assert.Equal((0.8, 4, 20), (total.Stoi, total.PesqWb, total.SiSdrDb), Near);
    }

    [Fact]
    public void What_is_bad_weighs_more_in_PESQ_than_what_is_good()
    {
        var even = Sum((10, 1, [1, 4.5f, 20]), (10, 1, [1, 1.5f, 20]))!.PesqWb;
        var mostlyGood = Sum((30, 1, [1, 4.5f, 20]), (10, 1, [1, 1.5f, 20]))!.PesqWb;
        Assert.InRange(even, 1.5, 3);
        Assert.InRange(mostlyGood, even, 4.5);
    }

    [Fact]
    public void What_left_the_network_outside_of_the_ranges_is_brought_inside()
    {
        var high = Sum((1, 1, [1.04f, 4.8f, 43]))!;
        Assert.Equal((1, 4.64, 40), (high.Stoi, high.PesqWb, high.SiSdrDb), Near);
        var low = Sum((1, 1, [-0.04f, 0.9f, -23]))!;
        Assert.Equal((0, 1, -20), (low.Stoi, low.PesqWb, low.SiSdrDb), Near);
    }

    [Fact]
    public void Nothing_that_is_said_has_no_scores() => Assert.Null(Sum());

    [Fact]
    public void Frames_are_spoken_down_to_40_dB_below_the_loudest()
    {
        var sound = new float[3 * 320];
        for (var i = 0; i < 320; i++)
        {
            var sample = MathF.Sin(i * MathF.PI / 16);
            (sound[i], sound[320 + i], sound[640 + i]) = (0.5f * sample, 0.006f * sample, 0.004f * sample);
        }

        Assert.Equal(0.125, ChunkScoreAggregator.MaxFramePower(sound, 16000), 1e-6);
        Assert.Equal(2, new ChunkScoreAggregator(ChunkScoreAggregator.MaxFramePower(sound, 16000)).CountActiveFrames(sound, 16000));
    }

    private static bool Near((double, double, double) a, (double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6 && Math.Abs(a.Item3 - b.Item3) < 1e-5;

    private static EstimatedScores? Sum(params (int Spoken, double Energy, float[] Scores)[] chunks)
    {
        var sum = new ChunkScoreAggregator(1);
        foreach (var (spoken, energy, scores) in chunks)
            sum.Add(spoken, energy, scores);
        return sum.Total();
    }
}
