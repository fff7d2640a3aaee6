namespace Timbre.Audio.Fingerprints;

/// <summary>Finds among many fingerprints those that share a stretch with one, without comparing all of them.</summary>
/// <remarks>
/// Both halves of every frame are keys. Frames that agree in a key vote for their offset, and only offsets with votes enough are compared
/// bit by bit: of a stretch of 3 s with a quarter of its bits wrong some ten halves are still right. For one thread at a time; some 20
/// bytes a frame.
/// </remarks>
/// <typeparam name="TKey">What the fingerprints are called.</typeparam>
public sealed class FingerprintIndex<TKey>
{
    private const int MinVotes = 3;

    /// <summary>Common sounds do not vote: keys that occur in more than this share of all frames are ignored.</summary>
    private const double CommonShare = 0.004;

    private const int FewFrames = 4000;

    /// <summary>
    /// Frames that vote together: 65 s. What a longer sound shares with others is long enough to be noticed in any of its parts.
    /// </summary>
    private const int PartFrames = 2048;

    private readonly List<(TKey Key, AudioFingerprint Fingerprint, int Start)> _sounds = [];
    private readonly List<int>?[] _places = new List<int>?[1 << 17];
    private int _total;

    /// <summary>Fingerprints in it.</summary>
    public int Count => _sounds.Count;

    /// <summary>Takes another one in; a key may come twice.</summary>
    public void Add(TKey key, AudioFingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        _sounds.Add((key, fingerprint, _total));
        for (var t = 0; t < fingerprint.Frames.Length; t++)
        {
            var bits = fingerprint.Frames[t];
            if (bits == 0)
                continue;
            (_places[Low(bits)] ??= []).Add(_total + t);
            (_places[High(bits)] ??= []).Add(_total + t);
        }

        _total = checked(_total + fingerprint.Frames.Length);
    }

    /// <summary>
    /// Every one that shares a stretch of 1 s or more with <paramref name="query"/>, each once with its longest stretch; the longest first.
    /// </summary>
    public IReadOnlyList<(TKey Key, FingerprintMatch Match)> Find(AudioFingerprint query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var best = new Dictionary<int, (int Start, int End, double Score, int Offset)>();
        foreach (var (sound, offset) in Voted(query.Frames))
        {
            if (Diagonal.FindLongestMatch(query.Frames, _sounds[sound].Fingerprint.Frames, offset) is not { } match)
                continue;
            if (!best.TryGetValue(sound, out var other)
                || (match.End - match.Start, match.Score).CompareTo((other.End - other.Start, other.Score)) > 0)
                best[sound] = (match.Start, match.End, match.Score, offset);
        }

        const double hop = AudioFingerprint.HopSeconds;
        return
        [
            .. best.OrderByDescending(match => match.Value.End - match.Value.Start).ThenBy(match => match.Key)
                .Select(match =>
                    (_sounds[match.Key].Key,
                        new FingerprintMatch(
                            match.Value.Score, match.Value.Start * hop, match.Value.End * hop,
                            (match.Value.Start + match.Value.Offset) * hop))),
        ];
    }

    /// <summary>Offsets that enough frames speak for, and their neighbours.</summary>
    private HashSet<(int Sound, int Offset)> Voted(ReadOnlySpan<uint> query)
    {
        var max = Math.Max(FewFrames, (int)(CommonShare * _total));
        var votes = new Dictionary<(int Sound, int Offset), int>();
        var voted = new HashSet<(int Sound, int Offset)>();
        for (var part = 0; part < query.Length; part += PartFrames)
        {
            votes.Clear();
            for (var t = part; t < Math.Min(part + PartFrames, query.Length); t++)
            {
                if (query[t] == 0)
                    continue;
                Vote(_places[Low(query[t])], t, max, votes);
                Vote(_places[High(query[t])], t, max, votes);
            }

            foreach (var ((sound, offset), count) in votes)
            {
                if (count < MinVotes)
                    continue;
                for (var near = offset - 1; near <= offset + 1; near++)
                    voted.Add((sound, near));
            }
        }

        return voted;
    }

    private void Vote(List<int>? keyed, int t, int max, Dictionary<(int Sound, int Offset), int> votes)
    {
        if (keyed is null || keyed.Count > max)
            return;
        foreach (var place in keyed)
        {
            var sound = SoundAt(place);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                votes, (sound, place - _sounds[sound].Start - t), out _)++;
        }
    }

    private int SoundAt(int place)
    {
        var (low, high) = (0, _sounds.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_sounds[middle].Start <= place)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private static int Low(uint bits) => (int)(bits & 0xffff);

    private static int High(uint bits) => (1 << 16) | (int)(bits >> 16);
}
