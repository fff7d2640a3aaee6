using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Server.Voices.Progress;

namespace Timbre.Server.Tests.Voices.Progress;

public sealed class TrainingCurveTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(13, 7)]
    [InlineData(64, 0)]
    [InlineData(65, 64)]
    [InlineData(1000, 501)]
    [InlineData(100_000, 77_777)]
    public void However_long_the_first_the_last_and_the_best_are_told_among_at_most_64_in_order(int count, int best)
    {
        var reported = Enumerable.Range(0, count)
            .Select(pass => new TrainingPoint(pass, 2.5 - (pass * 1e-6), pass == best ? 0.123456789 : 1.5)).ToList();
        var curve = TrainingCurve.Of(TrainingCurve.Text(reported))!;

        Assert.InRange(curve.Points.Count, Math.Min(count, TrainingCurve.MaxPoints - 1), TrainingCurve.MaxPoints);
        Assert.Equal(best, curve.BestPass);
        Assert.Equal((0, count - 1), (curve.Points[0].Pass, curve.Points[^1].Pass));
        Assert.Contains(new TrainingCurve.Point(best, Math.Round(2.5 - (best * 1e-6), 5), 0.12346), curve.Points);
        Assert.Equal(curve, TrainingCurve.Of(TrainingCurve.Text(reported)));
        Assert.True(curve.Points.Zip(curve.Points.Skip(1)).All(pair => pair.First.Pass < pair.Second.Pass));
    }

    [Fact]
    public void A_pass_that_is_only_as_good_as_the_rapid_voice_is_not_the_best() =>
        Assert.Equal(0, TrainingCurve.Of(TrainingCurve.Text([new(0, 1, 0.5), new(1, 0.9, 0.5), new(2, 0.8, 0.7)]))!.BestPass);

    [Fact]
    public void What_is_no_number_is_left_out_and_nothing_is_nothing()
    {
        Assert.Equal(
            [0, 2],
            TrainingCurve.Of(
                TrainingCurve.Text(
                    [
                        new(0, 1, 1), new(1, double.NaN, 1), new(2, 1, 2), new(3, 1, double.PositiveInfinity)
                    ]))!.Points.Select(point => point.Pass));
        Assert.Null(TrainingCurve.Text([]));
        Assert.Null(TrainingCurve.Text([new(0, double.NaN, 1)]));
        Assert.Null(TrainingCurve.Of(null));
    }
}
