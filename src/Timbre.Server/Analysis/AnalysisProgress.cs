using Timbre.Server.Jobs;
using Timbre.Server.Voices;

namespace Timbre.Server.Analysis;

/// <summary>How far a voice's stage <c>analysing</c> is, over all of its parts; written twice a second at most.</summary>
internal sealed class AnalysisProgress(VoiceTable voices, Voice voice, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly long _started = time.GetTimestamp();
    private long? _written;
    private double _allocated;

    /// <summary>The next part, of which is expected that it takes so much of the whole stage, 0 to 1.</summary>
    public Share Part(double share)
    {
        var part = new Share(this, _allocated, share);
        _allocated += share;
        return part;
    }

    public void Dispose() => _writing.Dispose();

    private async Task Report(double fraction, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            if (_written is { } last && time.GetElapsedTime(last) < MinInterval)
                return;

            double? secondsLeft = fraction < 0.01 ? null : time.GetElapsedTime(_started).TotalSeconds * (1 - fraction) / fraction;
            if (!await voices.Progress(voice.Id, voice.Build, Stage.Analysing, fraction, secondsLeft, ct))
                throw new OvertakenException();
            _written = time.GetTimestamp();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>One part of the stage.</summary>
    public sealed class Share(AnalysisProgress owner, double before, double share)
    {
        /// <summary>
        /// So much of the part is done, 0 to 1. Called from many threads; who comes too soon after another is not written.
        /// </summary>
        /// <exception cref="OvertakenException">The voice is gone, or another build has begun.</exception>
        public Task Report(double done, CancellationToken ct) => owner.Report(Math.Clamp(before + (share * done), 0, 1), ct);
    }
}
