using System.Runtime.CompilerServices;
using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Streaming;

/// <summary>
/// Notes the times of phrases on their way, for whoever sends them beside the sound; the sound may be made on another thread.
/// </summary>
internal sealed class TimestampTap
{
    private readonly Lock _lock = new();
    private readonly List<(PlannedPhrase Phrase, double StartSeconds)> _phrases = [];

    /// <summary>Passes stretches on, noting each phrase with the first of its stretches.</summary>
    public async IAsyncEnumerable<PhraseStretch> PassThrough(
        IAsyncEnumerable<PhraseStretch> stretches, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = 0.0;
        await foreach (var stretch in stretches.WithCancellation(ct))
        {
            if (stretch.IsFirst)
            {
                lock (_lock)
                    _phrases.Add((stretch.Phrase, start));
                start += stretch.Phrase.Seconds;
            }

            yield return stretch;
        }
    }

    /// <summary>The times of what has passed since the last call, in seconds from the first phrase's start.</summary>
    public Timestamps Drain()
    {
        lock (_lock)
        {
            var times = _phrases.Count == 0
                ? Timestamps.None
                : Timestamps.Of(_phrases.Select(entry => entry.Phrase), _phrases[0].StartSeconds);
            _phrases.Clear();
            return times;
        }
    }
}
