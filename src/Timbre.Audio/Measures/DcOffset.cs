namespace Timbre.Audio.Measures;

/// <summary>m = Σ x[n] / N: how far a sound's middle lies from zero, full scale at -1 and 1.</summary>
public static class DcOffset
{
    /// <summary>The mean amplitude; 0 for an empty clip.</summary>
    public static double Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var sum = 0.0;
        foreach (var sample in clip.Samples)
            sum += sample;
        return clip.Samples.Length == 0 ? 0 : sum / clip.Samples.Length;
    }
}
