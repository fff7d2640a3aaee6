namespace Timbre.Models.Alignment.Acoustics;

/// <summary>log p(x | s) = Σ over streams of log Σ over densities w[s, d] · N(x; d): how well states fit a frame.</summary>
/// <remarks>The file of weights (sendump) has -log w in steps of 1024 · ln 1.0001 as one byte each, [streams][densities][states]; here states come first.</remarks>
internal sealed class Mixtures
{
    private const double LogStep = 1024 * 9.9995000333297321e-05; // ln 1.0001

    private static readonly float[] Weight = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(step => (float)Math.Exp(-step * LogStep))];

    private readonly byte[] _weights;
    private readonly int _codebooks;

    private Mixtures(byte[] weights, int codebooks) => (_weights, _codebooks) = (weights, codebooks);

    /// <summary>Reads the file.</summary>
    public static Mixtures Read(ReadOnlySpan<byte> file, int senones, int codebooks)
    {
        var cursor = new ModelCursor(file);
        for (var length = cursor.Int(); length != 0; length = cursor.Int())
            cursor.Bytes(length);
        cursor.Expect(Densities.PerCodebook);
        cursor.Expect(senones);
        const int PerState = Features.Streams * Densities.PerCodebook;
        var weights = new byte[PerState * senones];
        for (var i = 0; i < PerState; i++)
        {
            var row = cursor.Bytes(senones);
            for (var state = 0; state < senones; state++)
                weights[state * PerState + i] = row[state];
        }

        return new Mixtures(weights, codebooks);
    }

    /// <summary>Logarithms of the likelihoods of states in one frame.</summary>
    /// <param name="states">Which states, and whose densities they mix.</param>
    /// <param name="density">The frame's best densities, as <see cref="Densities.Find"/> leaves them.</param>
    /// <param name="logDensity">Their logarithms; used up.</param>
    /// <param name="scores">Out: natural logarithms, one a state.</param>
    public void Score(ReadOnlySpan<SharedState> states, ReadOnlySpan<byte> density, Span<float> logDensity, Span<float> scores)
    {
        const int PerBook = Features.Streams * Densities.Best;
        Span<float> peaks = stackalloc float[_codebooks];
        for (var book = 0; book < _codebooks; book++)
            peaks[book] = Normalise(logDensity.Slice(book * PerBook, PerBook));
        for (var i = 0; i < states.Length; i++)
        {
            var state = states[i];
            var weights = _weights.AsSpan(state.Senone * Features.Streams * Densities.PerCodebook, Features.Streams * Densities.PerCodebook);
            var which = density.Slice(state.Codebook * PerBook, PerBook);
            var likely = logDensity.Slice(state.Codebook * PerBook, PerBook);
            var product = 1f; // of three sums of at least 1e-11: a float holds it
            for (var stream = 0; stream < Features.Streams; stream++)
            {
                var sum = 0f;
                for (var j = 0; j < Densities.Best; j++)
                    sum += likely[stream * Densities.Best + j] * Weight[weights[stream * Densities.PerCodebook + which[stream * Densities.Best + j]]];
                product *= sum;
            }

            scores[i] = peaks[state.Codebook] + MathF.Log(product);
        }
    }

    /// <summary>From logarithms to likelihoods with the best of each stream at 1; the sum of the best ones' logarithms.</summary>
    private static float Normalise(Span<float> logDensity)
    {
        var peaks = 0f;
        for (var stream = 0; stream < Features.Streams; stream++)
        {
            var some = logDensity.Slice(stream * Densities.Best, Densities.Best);
            var peak = some[0];
            foreach (var one in some)
                peak = Math.Max(peak, one);
            foreach (ref var one in some)
                one = MathF.Exp(one - peak);
            peaks += peak;
        }

        return peaks;
    }
}

/// <summary>A state, and the phone whose densities it mixes.</summary>
internal readonly record struct SharedState(ushort Senone, byte Codebook);
