using Timbre.Server.Speech;

namespace Timbre.Server.Tests.Speech;

public sealed class SpeechGateTests
{
    [Fact]
    public async Task Who_has_heard_nothing_goes_first_and_nobody_waits_for_ever()
    {
        var gate = new SpeechGate(1);
        var place = await gate.Enter(false, default);
        var order = new List<string>();
        var waiting = new List<Task>();
        for (var i = 0; i < 3; i++)
            waiting.Add(Speak($"other {i}", false));
        for (var i = 0; i < 10; i++)
            waiting.Add(Speak($"new {i}", true));

        place.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(["new 0", "new 1", "new 2", "new 3", "other 0", "new 4", "new 5", "new 6", "new 7", "other 1", "new 8", "new 9", "other 2"], order);

        async Task Speak(string name, bool unheard)
        {
            using (await gate.Enter(unheard, default))
                order.Add(name); // one place: nobody else is here
        }
    }

    [Fact]
    public async Task Whoever_gives_up_takes_no_place_and_no_more_are_inside_than_may_be()
    {
        var gate = new SpeechGate(3);
        var (inside, most, done) = (0, 0, 0);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (i, _) =>
        {
            using var patience = new CancellationTokenSource(i % 3 == 0 ? TimeSpan.FromMilliseconds(i % 7) : Timeout.InfiniteTimeSpan);
            try
            {
                using var place = await gate.Enter(i % 2 == 0, patience.Token);
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                await Task.Delay(1, CancellationToken.None);
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref done);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(0, i % 3);
            }
        });
        Assert.InRange(most, 1, 3);
        Assert.InRange(done, 266, 400);
        for (var i = 0; i < 3; i++)
            await gate.Enter(false, default).WaitAsync(TimeSpan.FromSeconds(10)); // all places are there again
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = Volatile.Read(ref most))
        {
        }
    }
}
