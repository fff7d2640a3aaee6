namespace Timbre.Audio.Formats;

/// <summary>Bounds on the time, memory and length of decoding one sound file; set by the caller, never by the file.</summary>
public sealed record AudioLimits
{
    /// <summary>Longest sound in seconds; a longer one is refused, not cut.</summary>
    public double MaxSeconds { get; init; } = 60;

    /// <summary>Largest file in bytes, as sent.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>Most channels; they are averaged to one.</summary>
    public int MaxChannels { get; init; } = 16;

    /// <summary>Lowest sampling rate that is taken for sound, in Hz.</summary>
    public int MinRateHz { get; init; } = 4_000;

    /// <summary>Highest sampling rate of the file, in Hz.</summary>
    public int MaxRateHz { get; init; } = 384_000;

    /// <summary>Rate that a decoded sound is brought down to when the file's is higher, in Hz. Lower rates stay as they are.</summary>
    public int DecodedRateHz { get; init; } = 48_000;

    /// <summary>Processor seconds that the decoding child process may use.</summary>
    public int ProcessorSeconds { get; init; } = 60;

    /// <summary>Address space of the decoding child process, in bytes.</summary>
    public long ProcessBytes { get; init; } = 1L << 30;

    /// <summary>Longest time that decoding may take by the clock.</summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>These limits, scaled to files of up to <paramref name="seconds"/> of sound.</summary>
    public static AudioLimits UpTo(double seconds, long bytes) => new()
    {
        MaxSeconds = seconds,
        MaxBytes = bytes,
        ProcessorSeconds = 60 + (int)Math.Min(seconds / 10, 3600),
        WallTime = TimeSpan.FromSeconds(120 + Math.Min(seconds / 5, 7200)),
    };
}
