namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>How much later the degraded recording says what the reference says, from utterance to utterance.</summary>
internal sealed class DelayTrack(IReadOnlyList<PesqUtterance> utterances, int stepSamples)
{
    public IReadOnlyList<PesqUtterance> Utterances => utterances;

    /// <summary>
    /// The delay in samples at a sample of the padded reference: that of the last utterance that has begun, or of the first one.
    /// </summary>
    public int At(int sample)
    {
        var last = utterances.Count - 1;
        while (last > 0 && utterances[last].StartStep * stepSamples > sample)
            last--;
        return utterances[last].Delay;
    }
}
