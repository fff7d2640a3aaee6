using Timbre.Audio.Envelope;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Envelope;

public sealed class CheapTrickTests
{
    [SharedTheory]
    [MemberData(nameof(WorldGolden.Names), MemberType = typeof(WorldGolden))]
    public async Task The_envelope_is_that_of_the_authors_implementation(string recording)
    {
        var golden = await WorldGolden.Load(recording);
        var rateHz = golden.Clip.RateHz;
        var cheapTrick = new CheapTrick(rateHz);
        var coder = new MelCepstrum(rateHz, 2 * (cheapTrick.Bins - 1), WorldGolden.Coefficients);
        float[] envelope = new float[golden.Frames * cheapTrick.Bins], expected = new float[envelope.Length];
        var cepstra = new float[golden.Frames * coder.Coefficients];

        cheapTrick.Estimate(golden.Clip.Samples, golden.F0Hz, envelope);
        coder.Encode(envelope, cepstra);
        coder.Decode(cepstra, envelope);
        coder.Decode(golden.Cepstra, expected);

        // Over all frames, and over those of speech alone: what is voiced, or within 40 dB of the loudest.
        Assert.InRange(MeanDifferenceDb(envelope, expected, cheapTrick.Bins, _ => true), 0, 1);
        float[] f0Hz = golden.F0Hz, goldenCepstra = golden.Cepstra;
        var levelsDb = Enumerable.Range(0, golden.Frames)
            .Select(frame => goldenCepstra[frame * WorldGolden.Coefficients] * 10 / Math.Log(10)).ToArray();
        var floorDb = levelsDb.Max() - 40;
        Assert.InRange(
            MeanDifferenceDb(envelope, expected, cheapTrick.Bins, frame => f0Hz[frame] > 0 || levelsDb[frame] > floorDb), 0, 0.1);
    }

    [Theory]
    [InlineData(16000, 1024)]
    [InlineData(22050, 1024)]
    [InlineData(44100, 2048)]
    [InlineData(48000, 2048)]
    public void The_transform_is_as_long_as_WORLDs(int rateHz, int size) =>
        Assert.Equal(size, CheapTrick.FftSizeFor(rateHz));

    [Theory]
    [InlineData(0.125f)]
    [InlineData(2)]
    public void Sound_louder_by_g_has_an_envelope_louder_by_g_squared(float gain)
    {
        var clip = Sounds.Noise(0.5, 16000);
        var f0Hz = Enumerable.Repeat(140f, Framing.Count(clip.Samples.Length, 16000)).ToArray();
        var cheapTrick = new CheapTrick(16000);
        float[] plain = new float[f0Hz.Length * cheapTrick.Bins], scaled = new float[plain.Length];

        cheapTrick.Estimate(clip.Samples, f0Hz, plain);
        cheapTrick.Estimate(clip.Samples.Select(x => x * gain).ToArray(), f0Hz, scaled);

        for (var i = 0; i < plain.Length; i++)
            Assert.Equal(gain * gain, scaled[i] / plain[i], 1e-3);
    }

    [Fact]
    public void White_noise_has_a_flat_envelope()
    {
        var clip = Sounds.Noise(4, 16000, 0.1);
        var f0Hz = new float[Framing.Count(clip.Samples.Length, 16000)];
        var cheapTrick = new CheapTrick(16000);
        var envelope = new float[f0Hz.Length * cheapTrick.Bins];

        cheapTrick.Estimate(clip.Samples, f0Hz, envelope);

        for (var bin = 40; bin < 480; bin += 40)
        {
            var meanPower = Enumerable.Range(2, f0Hz.Length - 4).Average(frame => (double)envelope[frame * cheapTrick.Bins + bin]);
            Assert.InRange(10 * Math.Log10(meanPower / 0.01), -2, 1); // variance 0.01; the mean of a logarithm stands below it
        }
    }

    [Fact]
    public void The_envelope_of_a_voice_does_not_show_its_harmonics()
    {
        const double f0Hz = 200;
        var clip = Voices.Buzz(_ => f0Hz, 0.5, 16000);
        var cheapTrick = new CheapTrick(16000);
        var envelope = new float[cheapTrick.Bins];

        cheapTrick.EstimateFrame(clip.Samples, 0.25, f0Hz, envelope);

        // On and between harmonics 4 to 15 the envelope follows 1/n² without ripple.
        for (var half = 8; half < 30; half++)
        {
            double hz = half * f0Hz / 2, expectedDb = -20 * Math.Log10(half / 8.0);
            Assert.InRange(
                10 * Math.Log10(envelope[(int)(hz * 1024 / 16000)] / envelope[(int)(8 * f0Hz / 2 * 1024 / 16000)]), expectedDb - 1.5,
                expectedDb + 1.5);
        }
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var clip = Sounds.Noise(0.5, 16000);
        var cheapTrick = new CheapTrick(16000);
        var envelope = new float[cheapTrick.Bins];
        cheapTrick.EstimateFrame(clip.Samples, 0.1, 120, envelope);

        var before = GC.GetAllocatedBytesForCurrentThread();
        cheapTrick.EstimateFrame(clip.Samples, 0.2, 120, envelope);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double MeanDifferenceDb(float[] a, float[] b, int bins, Func<int, bool> counts) =>
        Enumerable.Range(0, a.Length).Where(i => counts(i / bins)).Average(i => Math.Abs(10 * Math.Log10(a[i] / b[i])));
}
