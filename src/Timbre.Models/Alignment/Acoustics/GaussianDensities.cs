using System.Numerics;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>log N(x; μ, σ²) of 128 densities with diagonal covariance, for each phone and each stream; the best few of them.</summary>
/// <remarks>
/// The files are [phones][streams][densities][dimensions]; here dimensions come before densities, so that one instruction serves several
/// densities.
/// </remarks>
internal sealed class GaussianDensities
{
    /// <summary>Densities that states of one phone share, in each stream.</summary>
    public const int PerCodebook = 128;

    /// <summary>Number of densities that a state's likelihood is summed over, PocketSphinx's default.</summary>
    public const int Best = 4;

    private const int Dimensions = CepstralFrontEnd.Cepstra;
    private const float MinVariance = 1e-4f;

    private readonly float[] _means;
    private readonly float[] _weights; // 1 / 2σ²
    private readonly float[] _offsets; // -½ Σ log 2πσ²

    private GaussianDensities(int codebooks, float[] means, float[] variances)
    {
        Codebooks = codebooks;
        _means = new float[means.Length];
        _weights = new float[means.Length];
        _offsets = new float[codebooks * CepstralFeatures.Streams * PerCodebook];
        for (var block = 0; block < codebooks * CepstralFeatures.Streams; block++)
        {
            for (var density = 0; density < PerCodebook; density++)
            {
                var offset = 0.0;
                for (var k = 0; k < Dimensions; k++)
                {
                    var from = (block * PerCodebook + density) * Dimensions + k;
                    var to = (block * Dimensions + k) * PerCodebook + density;
                    var variance = Math.Max(MinVariance, variances[from]);
                    (_means[to], _weights[to]) = (means[from], 1 / (2 * variance));
                    offset -= 0.5 * Math.Log(2 * Math.PI * variance);
                }

                _offsets[block * PerCodebook + density] = (float)offset;
            }
        }
    }

    /// <summary>Phones, each of which has its own densities.</summary>
    public int Codebooks { get; }

    /// <summary>Reads the files of means and of variances.</summary>
    public static GaussianDensities Read(ReadOnlySpan<byte> means, ReadOnlySpan<byte> variances, int codebooks) =>
        new(codebooks, Parameters(means, codebooks), Parameters(variances, codebooks));

    /// <summary>The best densities of every frame.</summary>
    public BestDensities Find(CepstralFeatures features, CancellationToken ct)
    {
        var count = Codebooks * CepstralFeatures.Streams * Best;
        var found = new BestDensities(
            this, new byte[features.Frames * count], new float[features.Frames * count], new float[features.Frames * Codebooks]);
        for (var t = 0; t < features.Frames; t++)
        {
            ct.ThrowIfCancellationRequested();
            var likelihoods = found.Likelihoods.AsSpan(t * count, count);
            Find(features[t], found.Indices.AsSpan(t * count, count), likelihoods);
            for (var book = 0; book < Codebooks; book++)
                found.Peaks[t * Codebooks
                    + book] = Normalise(likelihoods.Slice(book * CepstralFeatures.Streams * Best, CepstralFeatures.Streams * Best));
        }

        return found;
    }

    /// <summary>The best densities of a frame.</summary>
    /// <param name="x">The streams of the frame.</param>
    /// <param name="density">Out: which, [codebooks][streams][<see cref="Best"/>], in no order.</param>
    /// <param name="logDensity">Out: their logarithms.</param>
    private void Find(ReadOnlySpan<float> x, Span<byte> density, Span<float> logDensity)
    {
        Span<float> all = stackalloc float[PerCodebook];
        for (var block = 0; block < Codebooks * CepstralFeatures.Streams; block++)
        {
            Score(block, x.Slice(block % CepstralFeatures.Streams * Dimensions, Dimensions), all);
            Pick(all, density.Slice(block * Best, Best), logDensity.Slice(block * Best, Best));
        }
    }

    private void Score(int block, ReadOnlySpan<float> x, Span<float> scores)
    {
        var means = _means.AsSpan(block * Dimensions * PerCodebook, Dimensions * PerCodebook);
        var weights = _weights.AsSpan(block * Dimensions * PerCodebook, Dimensions * PerCodebook);
        var offsets = _offsets.AsSpan(block * PerCodebook, PerCodebook);
        for (var at = 0; at < PerCodebook; at += Vector<float>.Count)
        {
            var sum = new Vector<float>(offsets[at..]);
            for (var k = 0; k < Dimensions; k++)
            {
                var difference = new Vector<float>(x[k]) - new Vector<float>(means[(k * PerCodebook + at)..]);
                sum -= difference * difference * new Vector<float>(weights[(k * PerCodebook + at)..]);
            }

            sum.CopyTo(scores[at..]);
        }
    }

    private static void Pick(ReadOnlySpan<float> scores, Span<byte> density, Span<float> logDensity)
    {
        logDensity.Fill(float.NegativeInfinity);
        var worst = 0;
        for (var at = 0; at < PerCodebook; at += Vector<float>.Count)
        {
            if (!Vector.GreaterThanAny(new Vector<float>(scores[at..]), new Vector<float>(logDensity[worst])))
                continue;
            for (var i = at; i < at + Vector<float>.Count; i++)
            {
                if (!(scores[i] > logDensity[worst]))
                    continue;
                (density[worst], logDensity[worst]) = ((byte)i, scores[i]);
                for (var other = 0; other < Best; other++)
                    worst = logDensity[other] < logDensity[worst] ? other : worst;
            }
        }
    }

    /// <summary>From logarithms to likelihoods with the best of each stream at 1; the sum of the best ones' logarithms.</summary>
    private static float Normalise(Span<float> logDensity)
    {
        var peaks = 0f;
        for (var stream = 0; stream < CepstralFeatures.Streams; stream++)
        {
            var some = logDensity.Slice(stream * Best, Best);
            var peak = some[0];
            foreach (var one in some)
                peak = Math.Max(peak, one);
            foreach (ref var one in some)
                one = MathF.Exp(one - peak);
            peaks += peak;
        }

        return peaks;
    }

    private static float[] Parameters(ReadOnlySpan<byte> file, int codebooks)
    {
        var cursor = new SphinxFileReader(file);
        cursor.Head();
        cursor.Expect(codebooks);
        cursor.Expect(CepstralFeatures.Streams);
        cursor.Expect(PerCodebook);
        for (var stream = 0; stream < CepstralFeatures.Streams; stream++)
            cursor.Expect(Dimensions);
        var count = codebooks * CepstralFeatures.Streams * PerCodebook * Dimensions;
        cursor.Expect(count);
        return cursor.Floats(count);
    }
}
