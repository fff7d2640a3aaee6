namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>Delay of the degraded recording against the reference for each utterance, in samples.</summary>
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
