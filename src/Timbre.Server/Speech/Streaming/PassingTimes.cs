using System.Runtime.CompilerServices;
using Timbre.Models;

namespace Timbre.Server.Speech.Streaming;

/// <summary>Notes the times of phrases on their way, for whoever sends them beside the sound; the sound may be made on another thread.</summary>
internal sealed class PassingTimes
{
    private readonly Lock _lock = new();
    private readonly List<(SpokenPhrase Phrase, double StartSeconds)> _passed = [];

    public async IAsyncEnumerable<SpokenPhrase> Note(IAsyncEnumerable<SpokenPhrase> phrases, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = 0.0;
        await foreach (var phrase in phrases.WithCancellation(ct))
        {
            lock (_lock)
                _passed.Add((phrase, start));
            start += phrase.Sound.Seconds;
            yield return phrase;
        }
    }

    /// <summary>The times of what has passed since the last call, in seconds from the first phrase's start.</summary>
    public Timestamps Take()
    {
        lock (_lock)
        {
            var times = _passed.Count == 0 ? Timestamps.None : Timestamps.Of(_passed.Select(passed => passed.Phrase), _passed[0].StartSeconds);
            _passed.Clear();
            return times;
        }
    }
}
