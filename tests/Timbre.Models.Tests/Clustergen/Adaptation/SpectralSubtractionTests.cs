using Timbre.Models.Clustergen.Adaptation;

namespace Timbre.Models.Tests.Clustergen.Adaptation;

public class SpectralSubtractionTests
{
    [Fact]
    public void The_power_of_steady_noise_is_taken_out_of_speech()
    {
        const int Bins = 4, Frames = 100;
        var labels = Enumerable.Range(0, Frames).Select(frame => frame < 50 ? SpectralSubtraction.Pause : 0).ToArray();
        var power = Enumerable.Range(0, Frames * Bins).Select(i => i / Bins < 50 ? 1f : 10f).ToArray();

        SpectralSubtraction.Subtract(power, Bins, labels);

        Assert.All(power[(50 * Bins)..], p => Assert.Equal(9, p, 1e-3));
    }
}
