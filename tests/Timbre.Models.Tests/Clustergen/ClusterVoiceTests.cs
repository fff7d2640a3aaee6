using Timbre.Models.Clustergen;
using Timbre.Text.Phonemes;

namespace Timbre.Models.Tests.Clustergen;

public class ClusterVoiceTests
{
    private static readonly Lazy<byte[]> Dump = new(() => Flite.Dump("rms", CancellationToken.None));

    [Theory]
    [InlineData("rms")]
    [InlineData("slt")]
    public void Every_cluster_belongs_to_a_state_and_every_phone_has_clusters(string name)
    {
        var voice = ClusterVoice.Parse(Flite.Dump(name, CancellationToken.None));

        var phones = voice.StateOf.Select(state => CmuPhoneSet.IndexOf(voice.States[state].Split('_')[0])).ToHashSet();
        Assert.True(voice.Clusters > 5000);
        Assert.Equal(Enumerable.Range(-1, CmuPhoneSet.All.Count + 1), phones.Order());
    }

    [Fact]
    public void A_voice_cut_short_is_refused()
    {
        for (var length = 0; length < Dump.Value.Length; length += Dump.Value.Length / 23)
            Assert.Throws<InvalidDataException>(() => ClusterVoice.Parse(Dump.Value.AsSpan(0, length)));
    }
}
