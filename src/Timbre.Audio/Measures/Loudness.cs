using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures;

/// <summary>L = -0.691 + 10·log₁₀(mean of z over gated blocks), z the power of the K-weighted sound: integrated loudness in LUFS.</summary>
/// <remarks>
/// ITU-R BS.1770-4: blocks of 400 ms each 100 ms, those above -70 LUFS and above the mean of these less 10 LU; one channel of weight 1.
/// </remarks>
public static class Loudness
{
    private const int StepsPerBlock = 4;
    private const double AbsoluteGateLufs = -70;
    private const double RelativeGateLu = -10;

    /// <summary>Integrated loudness in LUFS; negative infinity for less than 400 ms or for nothing above -70 LUFS.</summary>
    public static double IntegratedLufs(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var steps = StepPowers(clip);
        var blocks = new List<double>();
        for (var first = 0; first + StepsPerBlock <= steps.Count; first++)
            blocks.Add((steps[first] + steps[first + 1] + steps[first + 2] + steps[first + 3]) / StepsPerBlock);

        var audible = blocks.FindAll(power => Lufs(power) > AbsoluteGateLufs);
        if (audible.Count == 0)
            return double.NegativeInfinity;
        var gateLufs = Lufs(audible.Average()) + RelativeGateLu;
        return Lufs(audible.FindAll(power => Lufs(power) > gateLufs).Average());
    }

    private static double Lufs(double power) => -0.691 + (10 * Math.Log10(power));

    /// <summary>Mean power of each whole 100 ms after K-weighting.</summary>
    private static List<double> StepPowers(AudioClip clip)
    {
        var (shelf, highPass) = (Shelf(clip.RateHz), HighPass(clip.RateHz));
        var block = new float[(clip.RateHz / 10) + 1];
        var powers = new List<double>();
        for (var start = 0L; ;)
        {
            var end = (powers.Count + 1L) * clip.RateHz / 10;
            if (end > clip.Samples.Length)
                return powers;

            var step = block.AsSpan(0, (int)(end - start));
            clip.Samples.AsSpan((int)start, step.Length).CopyTo(step);
            shelf.Process(step);
            highPass.Process(step);
            var power = 0.0;
            foreach (var sample in step)
                power += (double)sample * sample;
            powers.Add(power / step.Length);
            start = end;
        }
    }

    /// <summary>
    /// The head's effect: +4 dB above 1.7 kHz. The standard's coefficients at 48 kHz, taken back to the analogue filter they come from.
    /// </summary>
    private static BiQuad Shelf(int rateHz)
    {
        const double cornerHz = 1681.974450955533;
        const double gainDb = 3.999843853973347;
        const double q = 0.7071752369554196;
        var k = Math.Tan(Math.PI * cornerHz / rateHz);
        var high = Math.Pow(10, gainDb / 20);
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + (k / q) + (k * k);
        return new BiQuad(
            (high + (band * k / q) + (k * k)) / a0,
            2 * ((k * k) - high) / a0,
            (high - (band * k / q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / q) + (k * k)) / a0);
    }

    /// <summary>The ear's deafness to lows, below 38 Hz; the standard leaves its numerator at 1, -2, 1.</summary>
    private static BiQuad HighPass(int rateHz)
    {
        const double cornerHz = 38.13547087602444;
        const double q = 0.5003270373238773;
        var k = Math.Tan(Math.PI * cornerHz / rateHz);
        var a0 = 1 + (k / q) + (k * k);
        return new BiQuad(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }
}
