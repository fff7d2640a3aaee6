using Timbre.Models.Nn;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>The sum of some embeddings, each by its seconds of speech, from which one can be left out again.</summary>
internal sealed class EmbeddingSum
{
    /// <summary>A long recording is not to speak for all of them.</summary>
    private const double MinSeconds = 0.1, MaxSeconds = 10;

    private readonly float[] _sum = new float[SpeakerEmbedding.Count];
    private double _seconds;

    /// <summary>The sum of some.</summary>
    public static EmbeddingSum Of(IEnumerable<SpeakerEmbedding> some)
    {
        var sum = new EmbeddingSum();
        foreach (var one in some)
            sum.Add(one, 1);
        return sum;
    }

    /// <summary>The direction of all of them together.</summary>
    public SpeakerEmbedding Profile()
    {
        var values = (float[])_sum.Clone();
        EncoderNetwork.NormaliseLength(values);
        return new SpeakerEmbedding(values, _seconds);
    }

    /// <summary>The direction of all but one of them, which there is another of.</summary>
    public SpeakerEmbedding Without(SpeakerEmbedding one)
    {
        var rest = new EmbeddingSum();
        _sum.CopyTo(rest._sum.AsSpan());
        rest._seconds = _seconds;
        rest.Add(one, -1);
        return rest.Profile();
    }

    private void Add(SpeakerEmbedding one, int times)
    {
        VectorMath.AddScaled(one.Values, times * (float)Math.Clamp(one.SpeechSeconds, MinSeconds, MaxSeconds), _sum);
        _seconds += times * one.SpeechSeconds;
    }
}
