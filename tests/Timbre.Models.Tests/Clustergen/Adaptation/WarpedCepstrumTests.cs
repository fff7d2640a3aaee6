using Timbre.Models.Clustergen.Adaptation;

namespace Timbre.Models.Tests.Clustergen.Adaptation;

public class WarpedCepstrumTests
{
    [Fact]
    public void The_cepstrum_of_a_spectrum_made_of_a_cepstrum_is_that_cepstrum()
    {
        const int Bins = 513;
        const double Warp = 0.42;
        float[] truth = [-1, 0.8f, 0.3f, -0.4f, 0.2f, 0, 0.1f, -0.1f];
        var power = new float[Bins];
        for (var k = 0; k < Bins; k++)
        {
            var omega = Math.PI * k / (Bins - 1);
            var warped = omega + 2 * Math.Atan(Warp * Math.Sin(omega) / (1 - Warp * Math.Cos(omega)));
            power[k] = (float)Math.Exp(2 * truth.Select((c, m) => c * Math.Cos(m * warped)).Sum());
        }

        var cepstrum = new float[truth.Length];
        new WarpedCepstrum(Bins, truth.Length, Warp).Encode(power, cepstrum);

        Assert.All(truth.Zip(cepstrum), pair => Assert.Equal(pair.First, pair.Second, 0.003));
    }
}
