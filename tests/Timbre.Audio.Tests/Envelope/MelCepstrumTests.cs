using Timbre.Audio.Envelope;

namespace Timbre.Audio.Tests.Envelope;

public sealed class MelCepstrumTests
{
    [Theory]
    [InlineData(16000, 1024, 24)]
    [InlineData(22050, 1024, 40)]
    [InlineData(48000, 2048, 60)]
    public void What_a_cepstrum_decodes_to_encodes_to_it_again(int rateHz, int fftSize, int coefficients)
    {
        var coder = new MelCepstrum(rateHz, fftSize, coefficients);
        var random = new Random(1);
        var cepstrum = Enumerable.Range(0, coefficients).Select(m => (float)((random.NextDouble() - 0.5) / (1 + m))).ToArray();
        float[] envelope = new float[coder.Bins], again = new float[coefficients];

        coder.Decode(cepstrum, envelope);
        coder.Encode(envelope, again);

        for (var m = 0; m < coefficients; m++)
            Assert.Equal(cepstrum[m], again[m], 0.02);
    }

    [Fact]
    public void A_flat_envelope_is_its_logarithm_and_nothing_else()
    {
        var coder = new MelCepstrum(16000, 1024, 40);
        var cepstrum = new float[40];

        coder.Encode(Enumerable.Repeat(0.25f, coder.Bins).ToArray(), cepstrum);

        Assert.Equal(Math.Log(0.25), cepstrum[0], 1e-5);
        Assert.All(cepstrum[1..], c => Assert.Equal(0, c, 1e-5));
    }

    [Fact]
    public void Louder_by_g_adds_the_logarithm_of_g_to_the_first_and_leaves_the_others()
    {
        var coder = new MelCepstrum(16000, 1024, 40);
        var random = new Random(2);
        var envelope = Enumerable.Range(0, coder.Bins).Select(_ => (float)random.NextDouble() + 0.1f).ToArray();
        float[] plain = new float[40], louder = new float[40];

        coder.Encode(envelope, plain);
        coder.Encode(envelope.Select(x => x * 7).ToArray(), louder);

        Assert.Equal(Math.Log(7), louder[0] - plain[0], 1e-4);
        for (var m = 1; m < 40; m++)
            Assert.Equal(plain[m], louder[m], 1e-4);
    }

    [Fact]
    public void Many_frames_at_once_are_the_same_as_one_after_the_other()
    {
        var coder = new MelCepstrum(16000, 1024, 30);
        var random = new Random(3);
        var envelopes = Enumerable.Range(0, 3 * coder.Bins).Select(_ => (float)random.NextDouble() + 0.1f).ToArray();
        float[] together = new float[90], alone = new float[90];

        coder.Encode(envelopes, together);
        for (var frame = 0; frame < 3; frame++)
            coder.Encode(envelopes.AsSpan(frame * coder.Bins, coder.Bins), alone.AsSpan(30 * frame));

        Assert.Equal(together, alone);
    }
}
