namespace Timbre.Models.Alignment.Acoustics;

/// <summary>log p(x | s) = Σ over streams of log Σ over densities w[s, d] · N(x; d): how well states fit a frame.</summary>
/// <remarks>
/// The file of weights (sendump) has -log w in steps of 1024 · ln 1.0001 as one byte each, [streams][densities][states]; here states come
/// first.
/// </remarks>
internal sealed class GaussianMixtures
{
    private const double LogStep = 1024 * 9.9995000333297321e-05; // ln 1.0001

    private static readonly float[] Weight = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(step => (float)Math.Exp(-step * LogStep))];

    private readonly byte[] _weights;

    private GaussianMixtures(byte[] weights) => _weights = weights;

    /// <summary>Reads the file.</summary>
    public static GaussianMixtures Read(ReadOnlySpan<byte> file, int senones)
    {
        var cursor = new SphinxFileReader(file);
        for (var length = cursor.Int(); length != 0; length = cursor.Int())
            cursor.Bytes(length);
        cursor.Expect(GaussianDensities.PerCodebook);
        cursor.Expect(senones);
        const int PerState = CepstralFeatures.Streams * GaussianDensities.PerCodebook;
        var weights = new byte[PerState * senones];
        for (var i = 0; i < PerState; i++)
        {
            var row = cursor.Bytes(senones);
            for (var state = 0; state < senones; state++)
                weights[state * PerState + i] = row[state];
        }

        return new GaussianMixtures(weights);
    }

    /// <summary>A frame of <see cref="BestDensities"/>.</summary>
    public readonly ref struct Frame(ReadOnlySpan<byte> indices, ReadOnlySpan<float> likelihoods, ReadOnlySpan<float> peaks)
    {
        public readonly ReadOnlySpan<byte> Indices = indices;
        public readonly ReadOnlySpan<float> Likelihoods = likelihoods;
        public readonly ReadOnlySpan<float> Peaks = peaks;
    }

    /// <summary>Logarithms of the likelihoods of states in one frame.</summary>
    /// <param name="states">Which states, and whose densities they mix.</param>
    /// <param name="frame">What was found in it.</param>
    /// <param name="scores">Out: natural logarithms, one a state.</param>
    public void Score(ReadOnlySpan<SharedState> states, Frame frame, Span<float> scores)
    {
        const int PerBook = CepstralFeatures.Streams * GaussianDensities.Best;
        for (var i = 0; i < states.Length; i++)
        {
            var state = states[i];
            var weights = _weights.AsSpan(
                state.Senone * CepstralFeatures.Streams * GaussianDensities.PerCodebook,
                CepstralFeatures.Streams * GaussianDensities.PerCodebook);
            var indices = frame.Indices.Slice(state.Codebook * PerBook, PerBook);
            var likelihoods = frame.Likelihoods.Slice(state.Codebook * PerBook, PerBook);
            var product = 1f; // of three sums of at least 1e-11: a float holds it
            for (var stream = 0; stream < CepstralFeatures.Streams; stream++)
            {
                var sum = 0f;
                for (var j = 0; j < GaussianDensities.Best; j++)
                    sum += likelihoods[stream * GaussianDensities.Best + j]
                        * Weight[weights[stream * GaussianDensities.PerCodebook + indices[stream * GaussianDensities.Best + j]]];
                product *= sum;
            }

            scores[i] = frame.Peaks[state.Codebook] + MathF.Log(product);
        }
    }
}

/// <summary>A state, and the phone whose densities it mixes.</summary>
internal readonly record struct SharedState(ushort Senone, byte Codebook);
