using Timbre.Audio.Segmentation;

namespace Timbre.Audio.Tests.Segmentation;

public sealed class UnitGroupingTests
{
    private const int Pad = 15;

    /// <summary>What CutBounds promises: with the longest six times the shortest, no word is too short to find a place.</summary>
    [Fact]
    public void Whatever_the_speech_all_of_it_is_in_segments_within_bounds_that_do_not_overlap()
    {
        var random = new Random(12);
        for (var trial = 0; trial < 500; trial++)
        {
            var (speech, levels) = UnitSplitterTests.Frames(random, random.Next(200, 8000));
            var min = random.Next(10, 200);
            var max = (6 * min) + random.Next(1, 1000);
            var units = UnitSplitter.Split(speech, levels, min, Math.Max(2 * min, max - (4 * min) - (2 * Pad)));

            var segments = new UnitGrouping(units, speech.Length, min, max, Pad, 0.01).Segments();

            Assert.All(segments, segment => Assert.InRange(segment.Frames, Math.Min(min, speech.Length), max));
            Assert.All(segments, segment => Assert.True(segment.Start >= 0 && segment.End <= speech.Length));
            Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
            Assert.All(units, unit => Assert.Single(segments, segment => segment.Start <= unit.Start && unit.End <= segment.End));
            Assert.All(segments, segment => Assert.Contains(units, unit => segment.Start <= unit.Start && unit.End <= segment.End));
        }
    }

    [Fact]
    public void Sentences_with_long_pauses_between_are_segments_of_their_own()
    {
        SpeechUnit[] sentences = [new(0, 400), new(600, 1000), new(1200, 1600)];

        Assert.Equal(3, new UnitGrouping(sentences, 1700, 100, 1500, Pad, 0.01).Segments().Count);
    }

    [Fact]
    public void Short_words_close_together_share_a_segment()
    {
        SpeechUnit[] words = [new(0, 40), new(75, 120), new(155, 200), new(240, 300)];

        Assert.Single(new UnitGrouping(words, 320, 100, 1500, Pad, 0.01).Segments());
    }
}
