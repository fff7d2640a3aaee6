using Timbre.Models.Analysis;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.SpeakerEncoder.Network;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SpeakerEncoder;

/// <summary>Speakers that nobody has heard: directions, and recordings that lie around them.</summary>
public sealed class DatasetSpeakerTests
{
    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 4)]
    [InlineData(100, 20)]
    [InlineData(900, 90)]
    public void Another_speakers_recordings_are_the_outliers(int own, int others)
    {
        var speaker = DatasetSpeaker.Of(EmbeddedModels.Comparer, [.. Recordings(1, own), .. Recordings(2, others)]);
        Assert.Equal(Recordings(2, others).Select(one => one.Name).Order(), speaker.Outliers.Select(one => one.Name).Order());
        Assert.False(speaker.HasTooManyOutliers);
        Assert.True(SpeakerComparer.Cosine(speaker.Profile, Direction(1)) > 0.95);
    }

    [Fact]
    public void The_order_of_the_recordings_does_not_matter()
    {
        var all = Recordings(1, 30).Concat(Recordings(2, 5)).ToArray();
        var first = DatasetSpeaker.Of(EmbeddedModels.Comparer, all);
        var random = new Random(4);
        for (var round = 0; round < 10; round++)
        {
            random.Shuffle(all);
            var again = DatasetSpeaker.Of(EmbeddedModels.Comparer, all);
            Assert.Equal(first.Recordings.OrderBy(one => one.Name), again.Recordings.OrderBy(one => one.Name));
            Assert.Equal(first.Profile.Values, again.Profile.Values);
        }
    }

    [Fact]
    public void One_speaker_alone_has_no_outliers() =>
        Assert.All(
            (int[])[1, 2, 3, 10, 200],
            count => Assert.Empty(DatasetSpeaker.Of(EmbeddedModels.Comparer, [.. Recordings(3, count)]).Outliers));

    [Fact]
    public void Of_two_recordings_none_is_the_odd_one() =>
        Assert.Empty(DatasetSpeaker.Of(EmbeddedModels.Comparer, [.. Recordings(1, 1), .. Recordings(2, 1)]).Outliers);

    [Fact]
    public void Several_speakers_in_equal_parts_are_too_many() =>
        Assert.True(DatasetSpeaker.Of(
            EmbeddedModels.Comparer, [.. Enumerable.Range(1, 4).SelectMany(speaker => Recordings(speaker, 10))]).HasTooManyOutliers);

    [Fact]
    public void Bounds_of_minus_infinity_leave_nobody_out()
    {
        var all = Recordings(1, 10).Concat(Recordings(2, 3)).Select(one => (one.Name, one.Embedding, 4.0)).ToList();
        Assert.Equal(3, OutlierFindings.Of(EmbeddedModels.Comparer, all, AnalysisBounds.Default).Count);
        Assert.Empty(
            OutlierFindings.Of(
                EmbeddedModels.Comparer, all,
                AnalysisBounds.Default with { OutlierFixNats = double.NegativeInfinity, OutlierOddNats = double.NegativeInfinity }));
    }

    [Fact]
    public void A_finding_names_the_value_and_the_bound()
    {
        var finding = OutlierFindings.Of(
            EmbeddedModels.Comparer, [.. Recordings(1, 10).Concat(Recordings(2, 1)).Select(one => (one.Name, one.Embedding, 4.0))],
            AnalysisBounds.Default).Values.Single();
        Assert.Equal(
            (FindingCodes.Outlier, Severity.Fix, 0.0, 4.0, "nat"),
            (finding.Code, finding.Severity, finding.StartSeconds, finding.EndSeconds, finding.Unit));
        Assert.True(finding.Measured < finding.Bound);
    }

    private static IEnumerable<(string Name, SpeakerEmbedding Embedding)> Recordings(int speaker, int count)
    {
        var random = new Random(1000 + speaker);
        for (var i = 0; i < count; i++)
        {
            float[] values = [.. Direction(speaker).Values.ToArray().Select(value => value + (0.055f * Gauss(random)))];
            EncoderNetwork.NormaliseLength(values);
            yield return ($"{speaker}/{i}", new SpeakerEmbedding(values, 3 + random.NextDouble()));
        }
    }

    private static SpeakerEmbedding Direction(int speaker)
    {
        var random = new Random(speaker);
        float[] values = [.. Enumerable.Range(0, SpeakerEmbedding.Count).Select(_ => Gauss(random))];
        EncoderNetwork.NormaliseLength(values);
        return new SpeakerEmbedding(values, 4);
    }

    private static float Gauss(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
