namespace Timbre.Audio.World;

/// <summary>Normally distributed numbers of mean 0 and deviation 1, the same ones for the same seed, on every machine.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood 2014); the sum of four 16-bit parts of a draw, three draws to a number: twelve uniform parts, as WORLD's
/// noise has.
/// </remarks>
internal struct GaussianNoise(ulong seed)
{
    private const double Unit = 1.0 / 65536;
    private ulong _state = seed;

    public void Fill(Span<double> noise)
    {
        for (var i = 0; i < noise.Length; i++)
            noise[i] = Next();
    }

    private double Next() => (Parts() + Parts() + Parts()) * Unit - 6;

    private int Parts()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (int)(z & 0xFFFF) + (int)((z >> 16) & 0xFFFF) + (int)((z >> 32) & 0xFFFF) + (int)(z >> 48);
    }
}
