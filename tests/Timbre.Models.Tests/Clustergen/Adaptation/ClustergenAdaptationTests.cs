using Timbre.Models.Clustergen;
using Timbre.Models.Clustergen.Adaptation;
using Timbre.Text.Phonemes;

namespace Timbre.Models.Tests.Clustergen.Adaptation;

public class ClustergenAdaptationTests
{
    private static readonly AdaptationPrior Weights = new(200, 200, 400, 5000, 1);

    private static SpeechStatistics Statistics(int frames, Func<int, int, float> value)
    {
        var statistics = new SpeechStatistics();
        var cepstrum = new float[ClusterVoice.Size];
        for (var phone = 0; phone < CmuPhoneSet.All.Count; phone++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                for (var k = 0; k < cepstrum.Length; k++)
                    cepstrum[k] = value(phone, k) + (frame % 2 == 0 ? 0.1f : -0.1f);
                statistics.Add(phone, cepstrum);
            }
        }

        return statistics;
    }

    [Fact]
    public void A_speaker_who_measures_as_the_base_voice_does_changes_nothing()
    {
        var same = Statistics(50, (phone, k) => phone * 0.1f - k);

        Assert.All(ClustergenAdaptation.Offsets(same, same, Weights), offset => Assert.Equal(0, offset, 1e-5));
        Assert.All(ClustergenAdaptation.Dynamics(same, same), dynamic => Assert.Equal(1, dynamic, 1e-5));
    }

    [Fact]
    public void What_all_phones_share_is_taken_over_whole_but_for_the_level()
    {
        var offsets = ClustergenAdaptation.Offsets(Statistics(500, (_, k) => 1 + k), Statistics(500, (_, _) => 0), Weights);

        for (var i = 0; i < offsets.Length; i++)
            Assert.Equal(i % ClusterVoice.Size is var k && k == 0 ? 0 : 1 + k, offsets[i], 1e-3);
    }

    [Fact]
    public void The_rarer_a_phone_is_the_nearer_it_stays_to_the_others()
    {
        float Alone(int frames) =>
            ClustergenAdaptation.Offsets(
                Statistics(frames, (phone, _) => phone == 3 ? 1 : 0), Statistics(1000, (_, _) => 0), Weights)[3 * ClusterVoice.Size + 5];

        Assert.InRange(Alone(5), 0, 0.2);
        Assert.InRange(Alone(2000), 0.8, 1);
    }
}
