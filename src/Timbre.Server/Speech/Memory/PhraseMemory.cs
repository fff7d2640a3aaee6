using Timbre.Models;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Speech.Memory;

/// <summary>Phrases spoken lately, in this process's memory only: so many bytes and no more, what was longest unused goes first.</summary>
internal sealed class PhraseMemory(Settings settings)
{
    /// <summary>What a phrase takes besides its samples and its times; generous.</summary>
    private const int OverheadBytes = 512;
    private const int BytesOfATime = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<Kept> _byUse = new();
    private readonly long _most = settings.Limits.SpeechCacheBytes;
    private long _bytes;

    /// <summary>False when the operator has switched it off.</summary>
    public bool IsOn => _most > 0;

    /// <summary>What is held now; never more than the limit.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>A shelf for one voice's model.</summary>
    public PhraseShelf NewShelf() => new(this);

    /// <summary>A phrase that was kept, used now.</summary>
    internal SpokenPhrase? Find(PhraseShelf shelf, PhraseKey key)
    {
        lock (_lock)
        {
            if (!shelf.Places.TryGetValue(key, out var place))
                return null;
            _byUse.Remove(place);
            _byUse.AddFirst(place);
            return place.Value.Phrase;
        }
    }

    /// <summary>Keeps a phrase, unless the shelf is closed or it would take most of the room.</summary>
    internal void Keep(PhraseShelf shelf, PhraseKey key, SpokenPhrase phrase)
    {
        var bytes = OverheadBytes + (sizeof(float) * (long)phrase.Sound.Samples.Length) + (BytesOfATime * (long)(phrase.Graphs.Count + phrase.Phones.Count));
        if (bytes > _most / 2)
            return;
        lock (_lock)
        {
            if (shelf.IsClosed || shelf.Places.ContainsKey(key))
                return;
            shelf.Places[key] = _byUse.AddFirst(new Kept(shelf, key, phrase, bytes));
            for (_bytes += bytes; _bytes > _most;)
                Drop(_byUse.Last!);
        }
    }

    /// <summary>Empties a shelf for good.</summary>
    internal void Close(PhraseShelf shelf)
    {
        lock (_lock)
        {
            shelf.IsClosed = true;
            foreach (var place in shelf.Places.Values.ToList())
                Drop(place);
        }
    }

    private void Drop(LinkedListNode<Kept> place)
    {
        _byUse.Remove(place);
        place.Value.Shelf.Places.Remove(place.Value.Key);
        _bytes -= place.Value.Bytes;
    }

    /// <param name="Shelf">Whose it is.</param>
    /// <param name="Key">Its name there.</param>
    /// <param name="Phrase">What was said.</param>
    /// <param name="Bytes">What it is counted as.</param>
    internal sealed record Kept(PhraseShelf Shelf, PhraseKey Key, SpokenPhrase Phrase, long Bytes);
}
