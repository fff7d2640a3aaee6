using Timbre.Server.Speech;

namespace Timbre.Server.Tests.Speech;

public sealed class SynthesisLimiterTests
{
    [Fact]
    public async Task Who_has_heard_nothing_goes_first_and_nobody_waits_for_ever()
    {
        var limiter = new SynthesisLimiter(1);
        var slot = await limiter.Acquire(false, default);
        var order = new List<string>();
        var waiting = new List<Task>();
        for (var i = 0; i < 3; i++)
            waiting.Add(Speak($"other {i}", false));
        for (var i = 0; i < 10; i++)
            waiting.Add(Speak($"new {i}", true));

        slot.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(
            ["new 0", "new 1", "new 2", "new 3", "other 0", "new 4", "new 5", "new 6", "new 7", "other 1", "new 8", "new 9", "other 2"],
            order);

        async Task Speak(string name, bool isFirst)
        {
            using (await limiter.Acquire(isFirst, default))
                order.Add(name); // one place: nobody else is here
        }
    }

    [Fact]
    public async Task Whoever_gives_up_takes_no_place_and_no_more_are_inside_than_may_be()
    {
        var limiter = new SynthesisLimiter(3);
        var (inside, max, done) = (0, 0, 0);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (i, _) =>
        {
            using var patience = new CancellationTokenSource(i % 3 == 0 ? TimeSpan.FromMilliseconds(i % 7) : Timeout.InfiniteTimeSpan);
            try
            {
                using var slot = await limiter.Acquire(i % 2 == 0, patience.Token);
                InterlockedMax(ref max, Interlocked.Increment(ref inside));
                await Task.Delay(1, CancellationToken.None);
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref done);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(0, i % 3);
            }
        });
        Assert.InRange(max, 1, 3);
        Assert.InRange(done, 266, 400);
        for (var i = 0; i < 3; i++)
            await limiter.Acquire(false, default).WaitAsync(TimeSpan.FromSeconds(10)); // all places are there again
    }

    private static void InterlockedMax(ref int max, int now)
    {
        for (var seen = Volatile.Read(ref max); now > seen
            && Interlocked.CompareExchange(ref max, now, seen) != seen; seen = Volatile.Read(ref max))
        {
        }
    }
}
