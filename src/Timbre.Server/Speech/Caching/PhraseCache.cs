using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Caching;

/// <summary>Phrases spoken lately, in this process's memory only: so many bytes and no more, what was longest unused goes first.</summary>
internal sealed class PhraseCache(SpeechLimits limits)
{
    /// <summary>What a phrase takes besides its samples and its times; generous.</summary>
    private const int OverheadBytes = 512;
    private const int BytesPerTimestamp = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _byUse = new();
    private readonly long _maxBytes = limits.SpeechCacheBytes;
    private long _bytes;

    /// <summary>False when the operator has switched it off.</summary>
    public bool IsEnabled => _maxBytes > 0;

    /// <summary>What is held now; never more than the limit.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>The cached phrases of one voice's model, none yet.</summary>
    public VoicePhraseCache ForVoice() => new(this);

    /// <summary>A phrase that was kept, used now.</summary>
    internal SpokenPhrase? Find(VoicePhraseCache owner, PhraseKey key)
    {
        lock (_lock)
        {
            if (!owner.Entries.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Phrase;
        }
    }

    /// <summary>Keeps a phrase, unless its voice's model is closed or it would take more than half of all bytes.</summary>
    internal void Add(VoicePhraseCache owner, PhraseKey key, SpokenPhrase phrase)
    {
        var bytes = OverheadBytes + (sizeof(float) * (long)phrase.Sound.Samples.Length)
            + (BytesPerTimestamp * (long)(phrase.Graphemes.Count + phrase.Phones.Count));
        if (bytes > _maxBytes / 2)
            return;
        lock (_lock)
        {
            if (owner.IsClosed || owner.Entries.ContainsKey(key))
                return;
            owner.Entries[key] = _byUse.AddFirst(new Entry(owner, key, phrase, bytes));
            for (_bytes += bytes; _bytes > _maxBytes;)
                Evict(_byUse.Last!);
        }
    }

    /// <summary>Evicts all phrases of a voice's model and keeps none of it any more.</summary>
    internal void Close(VoicePhraseCache owner)
    {
        lock (_lock)
        {
            owner.IsClosed = true;
            foreach (var node in owner.Entries.Values.ToList())
                Evict(node);
        }
    }

    private void Evict(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        node.Value.Owner.Entries.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }

    /// <param name="Owner">The voice's model that said it.</param>
    /// <param name="Key">What it is found by among those of the owner.</param>
    /// <param name="Phrase">What was said.</param>
    /// <param name="Bytes">What it is counted as.</param>
    internal sealed record Entry(VoicePhraseCache Owner, PhraseKey Key, SpokenPhrase Phrase, long Bytes);
}
