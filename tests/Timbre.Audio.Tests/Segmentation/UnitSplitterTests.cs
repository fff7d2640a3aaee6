using Timbre.Audio.Segmentation;

namespace Timbre.Audio.Tests.Segmentation;

public sealed class UnitSplitterTests
{
    [Fact]
    public void Units_hold_every_frame_of_speech_once_and_none_is_too_long()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 300; trial++)
        {
            var (speech, levels) = Frames(random, 3000);
            var min = random.Next(1, 100);
            var max = random.Next(2 * min, 1200);

            var units = UnitSplitter.Split(speech, levels, min, max);

            var held = new bool[speech.Length];
            foreach (var unit in units)
            {
                Assert.InRange(unit.Frames, 1, max);
                Assert.DoesNotContain(true, held[unit.Start..unit.End]);
                held.AsSpan(unit.Start, unit.Frames).Fill(true);
            }

            Assert.Equal(speech, held);
            Assert.All(
                units.Zip(units.Skip(1)).Where(pair => pair.First.End == pair.Second.Start),
                pair => Assert.True(Math.Min(pair.First.Frames, pair.Second.Frames) >= min));
        }
    }

    [Fact]
    public void Speech_without_a_pause_is_divided_where_it_is_quietest()
    {
        var speech = Enumerable.Repeat(true, 2000).ToArray();
        var levels = Enumerable.Repeat(-20f, 2000).ToArray();
        levels.AsSpan(890, 20).Fill(-45);

        Assert.InRange(UnitSplitter.Split(speech, levels, 100, 1100)[0].End, 890, 910);
    }

    internal static (bool[] Speech, float[] Levels) Frames(Random random, int count)
    {
        var speech = new bool[count];
        for (var t = random.Next(100); t < count;)
        {
            var end = Math.Min(count, t + 15 + (int)(Math.Pow(random.NextDouble(), 3) * 2500));
            speech.AsSpan(t, end - t).Fill(true);
            t = end + 30 + (int)(Math.Pow(random.NextDouble(), 4) * 1500);
        }

        return (speech, [.. speech.Select(_ => (float)(-60 * random.NextDouble()))]);
    }
}
