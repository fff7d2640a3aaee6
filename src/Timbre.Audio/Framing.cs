namespace Timbre.Audio;

/// <summary>Frame positions of F0 and envelope analysis: frame t is centred at t times the hop, the first at 0.</summary>
public static class Framing
{
    /// <summary>The default hop: 5 ms.</summary>
    public const double HopSeconds = 0.005;

    /// <summary>Frames whose centres lie within <paramref name="samples"/> samples: ⌊n / (rate · hop)⌋ + 1.</summary>
    public static int Count(int samples, int rateHz, double hopSeconds = HopSeconds) =>
        (int)(samples / (rateHz * hopSeconds) + 1e-9) + 1;
}
