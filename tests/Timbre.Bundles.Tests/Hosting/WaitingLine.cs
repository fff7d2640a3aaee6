using System.Collections.Concurrent;
using Timbre.Bundles.Hosting;

namespace Timbre.Bundles.Tests.Hosting;

/// <summary>Threads that wait for turns, one after the other in an order that the test decides; the test has the turn in between.</summary>
internal sealed class WaitingLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BlockingCollection<Waiter> _served = [];
    private IDisposable _current;

    public WaitingLine() => _current = Turns.Take("the test", CancellationToken.None);

    public RoundRobinLock Turns { get; } = new();

    /// <summary>Those who wait and have not given up.</summary>
    public List<Waiter> Alive { get; } = [];

    /// <summary>Somebody who waits; he stands in the line when this returns.</summary>
    public void Add(string owner)
    {
        var before = Turns.Waiting;
        Alive.Add(new Waiter(this, owner));
        Assert.True(SpinWait.SpinUntil(() => Turns.Waiting > before, Patience));
    }

    /// <summary>One of them gives up; whose that was.</summary>
    public string GiveUp(int index)
    {
        var waiter = Alive[index];
        Alive.RemoveAt(index);
        waiter.GiveUp();
        return waiter.Owner;
    }

    /// <summary>Ends the current turn; who has the next.</summary>
    public string Next()
    {
        _current.Dispose();
        Assert.True(_served.TryTake(out var waiter, Patience));
        Assert.True(Alive.Remove(waiter));
        _current = waiter.Turn!;
        return waiter.Owner;
    }

    /// <summary>Ends the current turn where nobody is left to have the next.</summary>
    public void EndTurn() => _current.Dispose();

    public void Dispose()
    {
        _current.Dispose();
        _served.Dispose();
    }

    internal sealed class Waiter
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;

        public Waiter(WaitingLine line, string owner)
        {
            Owner = owner;
            _thread = new Thread(() => Wait(line));
            _thread.Start();
        }

        public string Owner { get; }

        public IDisposable? Turn { get; private set; }

        public void GiveUp()
        {
            _stop.Cancel();
            Assert.True(_thread.Join(Patience));
            Assert.Null(Turn);
            _stop.Dispose();
        }

        private void Wait(WaitingLine line)
        {
            try
            {
                Turn = line.Turns.Take(Owner, _stop.Token);
                line._served.Add(this);
            }
            catch (OperationCanceledException)
            {
                Turn = null;
            }
        }
    }
}
