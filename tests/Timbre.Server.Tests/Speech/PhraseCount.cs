using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Speech;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

/// <summary>Counts the phrases that a server makes, by its own metric, and can hold one back before it is handed on.</summary>
internal sealed class PhraseCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ManualResetEventSlim _released = new(true);
    private int _holdAt = int.MaxValue;
    private int _made;

    public PhraseCount(TestServer server)
    {
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == $"{SpeechMetrics.Name}.phrases")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) =>
        {
            if (Interlocked.Add(ref _made, (int)count) >= Volatile.Read(ref _holdAt))
                _released.Wait(TimeSpan.FromSeconds(30));
        });
        server.Services.GetRequiredService<SpeechMetrics>();
        _listener.Start();
    }

    public int Made => Volatile.Read(ref _made);

    /// <summary>From the phrase of this number on each waits, made already, until <see cref="Release"/>.</summary>
    public void HoldFrom(int phrase)
    {
        _released.Reset();
        Volatile.Write(ref _holdAt, Made + phrase);
    }

    public void Release()
    {
        Volatile.Write(ref _holdAt, int.MaxValue);
        _released.Set();
    }

    /// <summary>Waits until so many have been made.</summary>
    public async Task Reaches(int count)
    {
        for (var i = 0; i < 600 && Made < count; i++)
            await Task.Delay(50);
        Assert.True(Made >= count, $"Only {Made} of {count} phrases were made.");
    }

    public void Dispose()
    {
        Release();
        _listener.Dispose();
        _released.Dispose();
    }
}
