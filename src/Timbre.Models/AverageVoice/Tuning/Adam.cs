using System.Runtime.InteropServices;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², w ← w - rate · m̂ / (√v̂ + ε), with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ)</summary>
/// <remarks>Kingma and Ba, "Adam: a method for stochastic optimization" (2015). The slopes are shortened together to a norm of at most 1 first.</remarks>
internal sealed class Adam
{
    private const float First = 0.9f, Second = 0.98f, Epsilon = 1e-8f;
    private const double MostNorm = 1;

    private readonly float[][] _numbers;
    private readonly float[][] _means;
    private readonly float[][] _squares;
    private int _steps;

    /// <summary>Moves <paramref name="numbers"/>.</summary>
    public Adam(IEnumerable<float[]> numbers)
    {
        _numbers = [.. numbers];
        (_means, _squares) = ([.. _numbers.Select(x => new float[x.Length])], [.. _numbers.Select(x => new float[x.Length])]);
    }

    /// <summary>One step against the slopes, which are set to 0.</summary>
    /// <param name="slopes">Of each of the numbers, in their order.</param>
    /// <param name="rate">How far at most a number goes, about.</param>
    public void Step(IReadOnlyList<float[]> slopes, float rate)
    {
        _steps++;
        var norm = Math.Sqrt(slopes.Sum(x => (double)Layers.Lanes.Dot(x, x)));
        var shrink = (float)Math.Min(1, MostNorm / Math.Max(norm, 1e-12));
        var (firstLeft, secondLeft) = (1 - MathF.Pow(First, _steps), 1 - MathF.Pow(Second, _steps));
        for (var i = 0; i < _numbers.Length; i++)
        {
            var (w, g, m, v) = (_numbers[i], slopes[i], _means[i], _squares[i]);
            for (var k = 0; k < w.Length; k++)
            {
                var slope = shrink * g[k];
                m[k] = (First * m[k]) + ((1 - First) * slope);
                v[k] = (Second * v[k]) + ((1 - Second) * slope * slope);
                w[k] -= rate * (m[k] / firstLeft) / (MathF.Sqrt(v[k] / secondLeft) + Epsilon);
                g[k] = 0;
            }
        }
    }

    /// <summary>Writes down what it remembers of earlier steps.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(_steps);
        foreach (var kept in _means.Concat(_squares))
            to.Write(MemoryMarshal.AsBytes(kept.AsSpan()));
    }

    /// <summary>Remembers what was written down.</summary>
    public void Read(BinaryReader from)
    {
        _steps = from.ReadInt32();
        foreach (var kept in _means.Concat(_squares))
            from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(kept.AsSpan()));
    }
}
