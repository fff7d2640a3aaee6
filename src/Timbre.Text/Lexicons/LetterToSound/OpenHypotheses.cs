namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>The best of the hypotheses that end at the same place of a word: a beam.</summary>
internal sealed class OpenHypotheses
{
    private const float WideBeam = 10f, NarrowBeam = 5f; // natural logarithms
    private const int WideCount = 80, NarrowCount = 16; // hypotheses

    private readonly Extension[] _all = new Extension[4 * WideCount];
    private readonly float[] _sorted = new float[4 * WideCount];
    private int _count;
    private float _beam = WideBeam;
    private int _maxCount = WideCount;
    private float _highest = float.NegativeInfinity;

    /// <summary>What is not better than this has no place here.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>Begins a word.</summary>
    public void Clear(bool isNarrow)
    {
        (_beam, _maxCount) = isNarrow ? (NarrowBeam, NarrowCount) : (WideBeam, WideCount);
        Clear();
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => (_count, _highest, Threshold) = (0, float.NegativeInfinity, float.NegativeInfinity);

    /// <summary>Adds one that is better than <see cref="Threshold"/>.</summary>
    public void Add(Extension extension)
    {
        if (_count == 4 * _maxCount)
            Prune();
        _all[_count++] = extension;
        if (extension.Score <= _highest)
            return;
        _highest = extension.Score;
        Threshold = Math.Max(Threshold, _highest - _beam);
    }

    /// <summary>The best, in no order; they are valid until the next call of another method.</summary>
    public ReadOnlySpan<Extension> Best()
    {
        Prune();
        return _all.AsSpan(0, _count);
    }

    /// <summary>Leaves those within the beam, and of these the best.</summary>
    private void Prune()
    {
        Leave(Threshold);
        if (_count <= _maxCount)
            return;
        for (var i = 0; i < _count; i++)
            _sorted[i] = _all[i].Score;
        Array.Sort(_sorted, 0, _count);
        var best = _sorted[_count - _maxCount - 1];
        if (best < _highest)
            Leave(Threshold = best);
        else
            _count = _maxCount; // more are equally good than have a place
    }

    private void Leave(float threshold)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_all[i].Score > threshold)
                _all[kept++] = _all[i];
        }

        _count = kept;
    }
}

/// <summary>A hypothesis of the lattice, and a graphone that reads the letters behind it.</summary>
/// <param name="Previous">The hypothesis.</param>
/// <param name="Graphone">The graphone.</param>
/// <param name="Score">log p of both.</param>
internal readonly record struct Extension(int Previous, int Graphone, float Score);
