using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.SpeakerEncoder.Network;
using Timbre.Models.Tests.QualityEstimator;

namespace Timbre.Models.Tests.SpeakerEncoder.Network;

public sealed class EncoderNetworkTests
{
    private static readonly EncoderWeights Weights = WeightFile.ReadEmbedded<EncoderConfig, EncoderWeights>();

    private static readonly GoldenSounds Golden = GoldenSounds.Read("SpeakerEncoder");

    [Fact]
    public void It_says_what_the_framework_says()
    {
        Assert.Equal(Golden.Step, Weights.Config.Steps);
        Assert.True(Golden.Cases.Count >= 7);
        foreach (var sound in Golden.Cases)
        {
            var actual = Embedded(sound);
            Assert.Equal(SpeakerEmbedding.Count, sound.Exact.Length);
            for (var i = 0; i < actual.Length; i++)
                Assert.True(
                    Math.Abs(actual[i] - sound.Exact[i]) <= 1e-4,
                    $"{sound.Name}: number {i} is {actual[i]}, and PyTorch has {sound.Exact[i]}.");
        }
    }

    [Fact]
    public void Scores_are_what_the_framework_makes_of_them()
    {
        var embeddings = Golden.Cases.Select(sound => Weighed(Embedded(sound))).ToList();
        var comparer = new SpeakerComparer(Weights);
        Assert.NotEmpty(Golden.Pairs!);
        foreach (var (a, b, cosine, ratio) in Golden.Pairs!)
        {
            var match = comparer.Compare(embeddings[a], embeddings[b]);
            Assert.Equal(cosine, match.Similarity, 1e-4);
            Assert.True(
                Math.Abs(ratio - match.LogLikelihoodRatio) <= 2e-3 * (1 + Math.Abs(ratio)),
                $"{a} and {b}: {match.LogLikelihoodRatio}, and PyTorch has {ratio}.");
            Assert.Equal(match, comparer.Compare(embeddings[b], embeddings[a]));
        }
    }

    [Fact]
    public void What_it_heard_before_does_not_matter()
    {
        var network = new EncoderNetwork(Weights, ChunkEncoder.MaxFrames);
        var sounds = Golden.Cases.OrderBy(sound => sound.Seconds).ToList();
        var first = Run(network, sounds[0]);
        Run(network, sounds[^1]);
        Assert.Equal(first, Run(network, sounds[0]));
    }

    [Fact]
    public void It_allocates_nothing_once_it_is_made()
    {
        var network = new EncoderNetwork(Weights, ChunkEncoder.MaxFrames);
        var bands = Bands(Golden.Cases[0], out var frames);
        var embedding = new float[SpeakerEmbedding.Count];
        network.Run(bands, frames, embedding);
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Run(bands, frames, embedding);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void It_has_five_million_numbers_at_the_most()
    {
        using var file = WeightFile.OpenEmbedded(EncoderWeights.Format.Resource);
        Assert.InRange(file.Length / 2, 100_000, 5_000_000);
    }

    private static float[] Embedded(GoldenSounds.Sound sound) => Run(new EncoderNetwork(Weights, ChunkEncoder.MaxFrames), sound);

    private static float[] Run(EncoderNetwork network, GoldenSounds.Sound sound)
    {
        var embedding = new float[SpeakerEmbedding.Count];
        network.Run(Bands(sound, out var frames), frames, embedding);
        return embedding;
    }

    private static float[] Bands(GoldenSounds.Sound sound, out int frames)
    {
        var samples = sound.Samples();
        frames = EncoderFrontEnd.Frames(Weights.Config, samples.Length);
        var bands = new float[frames * Weights.Config.Bands];
        new EncoderFrontEnd(Weights.Config).Analyse(samples, bands);
        return bands;
    }

    private static SpeakerEmbedding Weighed(float[] embedding)
    {
        var weighed = new float[embedding.Length];
        Timbre.Models.Nn.Layers.Linear.Forward(
            embedding, Weights.Whitening.Weight, Weights.Whitening.Bias, 1, embedding.Length, embedding.Length, weighed);
        EncoderNetwork.NormaliseLength(weighed);
        return new SpeakerEmbedding(weighed, 3);
    }
}
