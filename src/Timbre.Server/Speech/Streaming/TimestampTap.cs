using System.Runtime.CompilerServices;
using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Streaming;

/// <summary>
/// Notes the times of phrases on their way, for whoever sends them beside the sound; the sound may be made on another thread.
/// </summary>
internal sealed class TimestampTap
{
    private readonly Lock _lock = new();
    private readonly List<(SpokenPhrase Phrase, double StartSeconds)> _phrases = [];

    public async IAsyncEnumerable<SpokenPhrase> PassThrough(
        IAsyncEnumerable<SpokenPhrase> phrases, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = 0.0;
        await foreach (var phrase in phrases.WithCancellation(ct))
        {
            lock (_lock)
                _phrases.Add((phrase, start));
            start += phrase.Sound.Seconds;
            yield return phrase;
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
