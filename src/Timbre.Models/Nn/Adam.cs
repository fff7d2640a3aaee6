using System.Runtime.InteropServices;

namespace Timbre.Models.Nn;

/// <summary>
/// m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², w ← w - rate · m̂ / (√v̂ + ε), with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ)
/// </summary>
/// <remarks>
/// Kingma and Ba, "Adam: a method for stochastic optimization" (2015). The gradients are clipped to a norm of at most 1 first.
/// </remarks>
internal sealed class Adam
{
    private const float Beta1 = 0.9f, Beta2 = 0.98f, Epsilon = 1e-8f;
    private const double MaxNorm = 1;

    private readonly float[][] _parameters;
    private readonly float[][] _firstMoments;
    private readonly float[][] _secondMoments;
    private int _steps;

    /// <summary>Moves <paramref name="parameters"/>.</summary>
    public Adam(IEnumerable<float[]> parameters)
    {
        _parameters = [.. parameters];
        (_firstMoments,
            _secondMoments) = ([.. _parameters.Select(x => new float[x.Length])], [.. _parameters.Select(x => new float[x.Length])]);
    }

    /// <summary>One step against the gradients, which are set to 0.</summary>
    /// <param name="gradients">Of each of the numbers, in their order.</param>
    /// <param name="learningRate">Learning rate.</param>
    public void Step(IReadOnlyList<float[]> gradients, float learningRate)
    {
        _steps++;
        var norm = Math.Sqrt(gradients.Sum(x => (double)Timbre.Models.Nn.VectorMath.Dot(x, x)));
        var clip = (float)Math.Min(1, MaxNorm / Math.Max(norm, 1e-12));
        var (firstCorrection, secondCorrection) = (1 - MathF.Pow(Beta1, _steps), 1 - MathF.Pow(Beta2, _steps));
        for (var i = 0; i < _parameters.Length; i++)
        {
            var (w, g, m, v) = (_parameters[i], gradients[i], _firstMoments[i], _secondMoments[i]);
            for (var k = 0; k < w.Length; k++)
            {
                var gradient = clip * g[k];
                m[k] = (Beta1 * m[k]) + ((1 - Beta1) * gradient);
                v[k] = (Beta2 * v[k]) + ((1 - Beta2) * gradient * gradient);
                w[k] -= learningRate * (m[k] / firstCorrection) / (MathF.Sqrt(v[k] / secondCorrection) + Epsilon);
                g[k] = 0;
            }
        }
    }

    /// <summary>Writes the moments and the number of steps.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(_steps);
        foreach (var moments in _firstMoments.Concat(_secondMoments))
            to.Write(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader from)
    {
        _steps = from.ReadInt32();
        foreach (var moments in _firstMoments.Concat(_secondMoments))
            from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moments.AsSpan()));
    }
}
