using Timbre.Bundles.Hosting;

namespace Timbre.Bundles.Tests.Hosting;

public sealed class RoundRobinLockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Between_two_turns_of_an_owner_each_other_who_waits_has_one_and_nobody_is_lost(int seed)
    {
        var random = new Random(seed);
        using var queue = new WaitingLine();
        var ledger = new TurnLedger();
        var left = 30;
        while (left > 0 || queue.Alive.Count > 0)
        {
            for (var some = Math.Min(left, random.Next(6)); some > 0; some--, left--)
            {
                var owner = $"owner {random.Next(1, 5) * random.Next(1, 3) % 5}";
                queue.Add(owner);
                ledger.Waits(owner);
            }

            if (queue.Alive.Count > 0 && random.Next(3) == 0)
                ledger.GivesUp(queue.GiveUp(random.Next(queue.Alive.Count)));
            else if (queue.Alive.Count > 0)
                ledger.Served(queue.Next());
        }

        queue.EndTurn();
        Assert.Equal(30, ledger.Ended);
        Assert.Equal(0, queue.Turns.Waiting);
    }

    [Fact]
    public void Whoever_gave_up_costs_the_others_of_his_owner_no_turn()
    {
        using var queue = new WaitingLine();
        foreach (var owner in (string[])["a", "a", "a", "a", "b", "b", "b"])
            queue.Add(owner);
        for (var i = 0; i < 3; i++)
            queue.GiveUp(0);

        Assert.Equal(["a", "b", "b", "b"], Enumerable.Range(0, 4).Select(_ => queue.Next()));
    }

    [Fact]
    public void A_turn_ends_once()
    {
        var turns = new RoundRobinLock();
        var first = turns.Take("a", CancellationToken.None);
        first.Dispose();
        var second = turns.Take("b", CancellationToken.None);
        first.Dispose();
        using var soon = new CancellationTokenSource(50);

        Assert.ThrowsAny<OperationCanceledException>(() => turns.Take("c", soon.Token));

        second.Dispose();
        turns.Take("c", CancellationToken.None).Dispose();
    }

    [Fact]
    public void Who_comes_with_an_ended_token_takes_no_turn()
    {
        var turns = new RoundRobinLock();
        Assert.ThrowsAny<OperationCanceledException>(() => turns.Take("a", new CancellationToken(true)));
        turns.Take("b", CancellationToken.None).Dispose();
    }

    [Fact]
    public void One_at_a_time_has_the_turn_however_many_come_and_go()
    {
        var turns = new RoundRobinLock();
        var (inside, done, ended) = (0, 0, 0);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var stop = new CancellationTokenSource();
            if (i % 3 == 0)
                stop.CancelAfter(TimeSpan.FromMicroseconds(i));
            try
            {
                using var turn = turns.Take($"{i % 5}", stop.Token);
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Thread.SpinWait(i * 10);
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref done);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref ended);
            }
        });

        Assert.Equal(400, done + ended);
        turns.Take("last", CancellationToken.None).Dispose();
    }

    /// <summary>What happened to whom, held against what is fair.</summary>
    private sealed class TurnLedger
    {
        private readonly Dictionary<string, int> _waiting = [];

        /// <summary>For each owner: who has waited since his last turn without having one.</summary>
        private readonly Dictionary<string, HashSet<string>> _passedOver = [];

        public int Ended { get; private set; }

        public void Waits(string owner) => _waiting[owner] = _waiting.GetValueOrDefault(owner) + 1;

        public void GivesUp(string owner)
        {
            Ended++;
            if (--_waiting[owner] == 0)
                Forget(owner);
        }

        public void Served(string owner)
        {
            Ended++;
            _waiting[owner]--;
            Forget(owner);
            Assert.Empty(_passedOver.GetValueOrDefault(owner) ?? []);
            _passedOver[owner] = [.. _waiting.Where(other => other.Key != owner && other.Value > 0).Select(other => other.Key)];
        }

        private void Forget(string owner)
        {
            foreach (var others in _passedOver.Values)
                others.Remove(owner);
        }
    }
}
