namespace Timbre.Audio.Formats;

/// <summary>A mono WAV of 16 bits that was decoded to disk.</summary>
/// <param name="Path">Where it is, mode 0600.</param>
/// <param name="RateHz">Samples per second.</param>
/// <param name="Frames">Samples in it.</param>
public sealed record DecodedWav(string Path, int RateHz, long Frames)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Frames / RateHz;
}
