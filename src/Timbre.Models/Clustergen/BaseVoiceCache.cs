using System.Collections.Concurrent;

namespace Timbre.Models.Clustergen;

/// <summary>The base voices, each read from flite when it is first asked for.</summary>
internal sealed class BaseVoiceCache
{
    private readonly ConcurrentDictionary<string, BaseVoice> _voices = new();

    /// <summary>True if a model may name <paramref name="name"/> as its base: anything else could be a path.</summary>
    public static bool IsKnown(string name) => name is "rms" or "slt";

    /// <summary>The voice called <paramref name="name"/>.</summary>
    public BaseVoice Get(string name, CancellationToken ct) =>
        _voices.TryGetValue(name, out var voice)
            ? voice
            : _voices.GetOrAdd(name, new BaseVoice(name, ClusterVoice.Parse(Flite.Dump(name, ct))));
}
