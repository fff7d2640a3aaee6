using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;

namespace Timbre.Models.Tests.AverageVoice;

public sealed class LongTuningTests
{
    private static readonly TuningPlan Plan = new(5, 0.01f, 0);
    private static readonly PhraseTargets[] Learnt = [.. Enumerable.Range(0, 20).Select(seed => Made.Phrase(seed % 3))]; // three steps a pass
    private static readonly PhraseTargets[] Held = [Made.Phrase(0), Made.Phrase(1)];

    [Fact]
    public void What_was_stopped_and_goes_on_ends_as_what_never_stopped()
    {
        var whole = Run(new Memory(), null);
        foreach (var step in new[] { 1, 3, 7 })
        {
            var memory = new Memory();
            Assert.ThrowsAny<OperationCanceledException>(() => Run(memory, step));
            Assert.NotNull(memory.Kept);
            var after = Run(memory, null, () => throw new InvalidOperationException("It began anew."));
            Assert.Equal(whole.Curve, after.Curve);
            Assert.All(whole.Best.Numbers.Zip(after.Best.Numbers), pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Fact]
    public void The_best_of_all_passes_is_kept()
    {
        var state = Run(new Memory(), null);
        Assert.Equal(state.Curve.Min(point => point.Held), state.BestHeld);
        Assert.Equal(state.BestHeld, new Tuner(state.Best, 2).Try(Held).Total, 1e-9);
        Assert.False(state.IsRapidBest);
        Assert.True(state.Curve[^1].Learnt < state.Curve[0].Learnt);
    }

    [Fact]
    public void Where_learning_helps_nobody_the_rapid_voice_stays()
    {
        var rapid = Fresh();
        var state = new LongTuning(Learnt, [Made.Phrase(77)], 2, null).Run(() => rapid, Plan with { Rate = 1f }, (_, _) => { }, default); // far too fast
        Assert.True(state.IsRapidBest);
        Assert.Equal(3, state.Curve.Count);
        Assert.All(Fresh().Numbers.Zip(state.Best.Numbers), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(-3)]
    public void What_is_damaged_or_of_other_phrases_is_not_gone_on_with(int at)
    {
        var memory = new Memory();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(memory, 3));
        memory.Kept![at < 0 ? memory.Kept.Length + at : at] ^= 1;
        var began = false;
        Run(memory, null, () =>
        {
            began = true;
            return Fresh();
        });
        Assert.True(began);
    }

    private static TunedNetwork Fresh() => Made.Network(1).With(numbers => (float[])numbers.Clone());

    private static TuningState Run(Memory memory, int? stopAfter, Func<TunedNetwork>? rapid = null)
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        return new LongTuning(Learnt, Held, 2, memory) { BetweenKeeping = TimeSpan.Zero }.Run(rapid ?? Fresh, Plan, (_, _) =>
        {
            if (++steps == stopAfter)
                stop.Cancel();
        }, stop.Token);
    }

    private sealed class Memory : ITrainingMemory
    {
        public byte[]? Kept { get; private set; }

        public Stream? Open() => Kept is null ? null : new MemoryStream(Kept);

        public void Keep(Action<Stream> write)
        {
            using var stream = new MemoryStream();
            write(stream);
            Kept = stream.ToArray();
        }
    }
}
