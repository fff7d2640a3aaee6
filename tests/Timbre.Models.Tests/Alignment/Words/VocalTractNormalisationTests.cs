using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Alignment.Words;

public class VocalTractNormalisationTests
{
    [Fact]
    public void A_voice_with_higher_formants_is_heard_as_a_smaller_speaker_and_one_with_lower_formants_as_a_larger()
    {
        double[] warps = [Warp(0.86), Warp(1), Warp(1.16)];

        Assert.True(warps[0] < warps[1] && warps[1] < warps[2], string.Join(", ", warps));
        Assert.All(warps, warp => Assert.InRange(warp, 0.8399, 1.1601));
    }

    private static double Warp(double speed)
    {
        var recording = Reader.Recordings[1].Load();
        return VocalTractNormalisation.ExtractFeatures(
            SphinxAcousticModel.English, new AudioClip(recording.Samples, (int)(recording.RateHz * speed)), CancellationToken.None).Warp;
    }
}
