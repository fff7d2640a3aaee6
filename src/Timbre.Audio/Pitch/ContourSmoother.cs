namespace Timbre.Audio.Pitch;

/// <summary>A low-pass at 30 Hz over each voiced section, forwards and backwards, so that it delays nothing.</summary>
/// <remarks>Butterworth's second order; each section is continued by its end values, so it never bends towards 0.</remarks>
internal static class ContourSmoother
{
    private const double CutoffHz = 30;
    private const int SettlingFrames = 100;

    /// <summary>In place, frames of 1 ms.</summary>
    public static void Smooth(Span<double> contour)
    {
        var k = Math.Tan(Math.PI * CutoffHz * Harvest.InnerHopSeconds);
        var norm = 1 + Math.Sqrt(2) * k + k * k;
        var (gain, back1, back2) = (k * k / norm, 2 * (k * k - 1) / norm, (1 - Math.Sqrt(2) * k + k * k) / norm);
        foreach (var section in VoicedSection.Of(contour, 0))
        {
            var work = new double[section.Last - section.First + 1 + SettlingFrames];
            section.Between(section.First, section.Last).CopyTo(work);
            work.AsSpan(work.Length - SettlingFrames).Fill(section[section.Last]);
            Filter(work, gain, back1, back2);
            work.AsSpan().Reverse();
            Filter(work, gain, back1, back2);
            work.AsSpan().Reverse();
            work.AsSpan(0, work.Length - SettlingFrames).CopyTo(contour[section.First..]);
        }
    }

    private static void Filter(Span<double> x, double gain, double back1, double back2)
    {
        double x1 = x[0], x2 = x[0], y1 = x[0], y2 = x[0];
        for (var i = 0; i < x.Length; i++)
        {
            var y = gain * (x[i] + 2 * x1 + x2) - back1 * y1 - back2 * y2;
            (x2, x1) = (x1, x[i]);
            (y2, y1) = (y1, y);
            x[i] = y;
        }
    }
}
