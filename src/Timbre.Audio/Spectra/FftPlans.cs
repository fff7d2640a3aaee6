namespace Timbre.Audio.Spectra;

/// <summary>Transforms by size, each planned once: planning costs more than a transform. For one thread at a time.</summary>
internal sealed class FftPlans
{
    private readonly Dictionary<int, RealFft> _plans = [];

    /// <summary>For the least power of two that holds so many samples.</summary>
    public RealFft For(int samples)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)samples);
        if (!_plans.TryGetValue(size, out var plan))
            _plans.Add(size, plan = new RealFft(size));
        return plan;
    }
}
