using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Caching;

/// <summary>
/// The kept phrases of one voice's model. Nobody can ask it for another voice's, because it is reached through the model alone.
/// </summary>
internal sealed class VoicePhraseCache(PhraseCache cache)
{
    /// <summary>Guarded by the cache's lock, as <see cref="IsClosed"/> is.</summary>
    internal Dictionary<PhraseKey, LinkedListNode<PhraseCache.Entry>> Entries { get; } = [];

    internal bool IsClosed { get; set; }

    public bool IsEnabled => cache.IsEnabled;

    public SpokenPhrase? Find(PhraseKey key) => cache.Find(this, key);

    public void Add(PhraseKey key, SpokenPhrase phrase) => cache.Add(this, key, phrase);

    /// <summary>Forgets everything, and keeps nothing any more: also not what is being spoken right now.</summary>
    public void Close() => cache.Close(this);
}

/// <summary>What decides, with the model, how a phrase sounds.</summary>
/// <param name="Seed">Of the request.</param>
/// <param name="Fingerprint">See <see cref="Timbre.Text.Scripts.PhraseFingerprint"/>.</param>
internal readonly record struct PhraseKey(int Seed, string Fingerprint);
