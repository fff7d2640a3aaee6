using Timbre.Models;

namespace Timbre.Server.Speech.Memory;

/// <summary>The kept phrases of one voice's model. Nobody can ask it for another voice's, because it is reached through the model alone.</summary>
internal sealed class PhraseShelf(PhraseMemory memory)
{
    /// <summary>Guarded by the memory's lock, as <see cref="IsClosed"/> is.</summary>
    internal Dictionary<PhraseKey, LinkedListNode<PhraseMemory.Kept>> Places { get; } = [];

    internal bool IsClosed { get; set; }

    public bool IsOn => memory.IsOn;

    public SpokenPhrase? Find(PhraseKey key) => memory.Find(this, key);

    public void Keep(PhraseKey key, SpokenPhrase phrase) => memory.Keep(this, key, phrase);

    /// <summary>Forgets everything, and keeps nothing any more: also not what is being spoken right now.</summary>
    public void Close() => memory.Close(this);
}

/// <summary>What decides, with the model, how a phrase sounds.</summary>
/// <param name="Seed">Of the request.</param>
/// <param name="Fingerprint">See <see cref="Models.Text.Scripts.PhraseFingerprint"/>.</param>
internal readonly record struct PhraseKey(int Seed, string Fingerprint);
