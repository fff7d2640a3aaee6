using Timbre.Audio.Spectra;

namespace Timbre.Audio.Tests.Spectra;

public sealed class FftTests
{
    public static TheoryData<int> Sizes => [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_transform_equals_the_sum_that_defines_it(int size)
    {
        var (re, im) = (Noise(size, 1), Noise(size, 2));
        var (wantedRe, wantedIm) = Defined(re, im);

        new Fft(size).Forward(re, im);

        AssertClose(wantedRe, re);
        AssertClose(wantedIm, im);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_inverse_leads_back(int size)
    {
        var (re, im) = (Noise(size, 3), Noise(size, 4));
        double[] keptRe = [.. re], keptIm = [.. im];
        var plan = new Fft(size);

        plan.Forward(re, im);
        plan.Inverse(re, im);

        AssertClose(keptRe, re);
        AssertClose(keptIm, im);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    public void A_real_transform_is_the_first_half_of_the_complex_one_and_leads_back(int size)
    {
        var x = Noise(size, 5);
        var (wantedRe, wantedIm) = Defined(x, new double[size]);
        var plan = new RealFft(size);
        double[] re = new double[plan.Bins], im = new double[plan.Bins], back = new double[size];

        plan.Forward(x, re, im);
        plan.Inverse(re, im, back);

        AssertClose(wantedRe[..plan.Bins], re);
        AssertClose(wantedIm[..plan.Bins], im);
        AssertClose(x, back);
    }

    [Fact]
    public void A_plan_allocates_nothing_when_used()
    {
        var plan = new RealFft(1024);
        double[] x = Noise(1024, 6), re = new double[plan.Bins], im = new double[plan.Bins];
        plan.Forward(x, re, im);
        plan.Inverse(re, im, x);

        var before = GC.GetAllocatedBytesForCurrentThread();
        plan.Forward(x, re, im);
        plan.Inverse(re, im, x);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void A_size_that_is_no_power_of_two_is_refused(int size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fft(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(size));
    }

    private static double[] Noise(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5)];
    }

    private static (double[] Re, double[] Im) Defined(double[] re, double[] im)
    {
        var size = re.Length;
        double[] sumRe = new double[size], sumIm = new double[size];
        for (var k = 0; k < size; k++)
        {
            for (var n = 0; n < size; n++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * k * n / size);
                sumRe[k] += re[n] * cos - im[n] * sin;
                sumIm[k] += re[n] * sin + im[n] * cos;
            }
        }

        return (sumRe, sumIm);
    }

    private static void AssertClose(double[] expected, double[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], got[i], 1e-10);
    }
}
