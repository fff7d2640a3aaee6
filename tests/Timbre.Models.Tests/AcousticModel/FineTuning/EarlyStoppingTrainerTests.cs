using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.Tests.AcousticModel.FineTuning;

public sealed class EarlyStoppingTrainerTests
{
    private static readonly TrainingSchedule Plan = new(5, 0.01f, 0);
    // three steps a pass
    private static readonly PhraseTargets[] Learnt = [.. Enumerable.Range(0, 20).Select(seed => RandomNetwork.Phrase(seed % 3))];
    private static readonly PhraseTargets[] Held = [RandomNetwork.Phrase(0), RandomNetwork.Phrase(1)];

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
            Assert.All(whole.Best.Parameters.Zip(after.Best.Parameters), pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Fact]
    public void The_best_of_all_passes_is_kept()
    {
        var state = Run(new Memory(), null);
        Assert.Equal(state.Curve.Min(point => point.ValidationLoss), state.BestValidationLoss);
        Assert.Equal(state.BestValidationLoss, new Trainer(state.Best, 2).Evaluate(Held).Total, 1e-9);
        Assert.False(state.IsRapidBest);
        Assert.True(state.Curve[^1].TrainingLoss < state.Curve[0].TrainingLoss);
    }

    [Fact]
    public void Where_learning_helps_nobody_the_rapid_voice_stays()
    {
        var rapid = Fresh();
        // far too fast
        var state = new EarlyStoppingTrainer(
            Learnt, [RandomNetwork.Phrase(77)], 2, null).Train(() => rapid, Plan with { LearningRate = 1f }, (_, _) => { }, default);
        Assert.True(state.IsRapidBest);
        Assert.Equal(3, state.Curve.Count);
        Assert.All(Fresh().Parameters.Zip(state.Best.Parameters), pair => Assert.Equal(pair.First, pair.Second));
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

    private static AcousticModelNetwork Fresh() => RandomNetwork.Network(1).Map(numbers => (float[])numbers.Clone());

    private static FineTuningState Run(Memory memory, int? stopAfter, Func<AcousticModelNetwork>? rapid = null)
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        return new EarlyStoppingTrainer(Learnt, Held, 2, memory) { CheckpointInterval =
            TimeSpan.Zero }.Train(rapid ?? Fresh, Plan, (_, _) =>
        {
            if (++steps == stopAfter)
                stop.Cancel();
        }, stop.Token);
    }

    private sealed class Memory : ICheckpointStore
    {
        public byte[]? Kept { get; private set; }

        public Stream? Open() => Kept is null ? null : new MemoryStream(Kept);

        public void Save(Action<Stream> write)
        {
            using var stream = new MemoryStream();
            write(stream);
            Kept = stream.ToArray();
        }
    }
}
