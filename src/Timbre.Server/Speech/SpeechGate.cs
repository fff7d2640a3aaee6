using Timbre.Server.Plumbing;

namespace Timbre.Server.Speech;

/// <summary>Lets as many speak at once as there are processors, or as the limit says; the others wait their turn.</summary>
internal sealed class SpeechGate(Settings settings) : IDisposable
{
    private readonly SemaphoreSlim _places = new(settings.Limits.MaxSpeechAtOnce > 0 ? settings.Limits.MaxSpeechAtOnce : Environment.ProcessorCount);

    public async Task<IDisposable> Enter(CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        return new Place(_places);
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
