using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Tests.Vocoders;

public sealed class VocoderStreamTests
{
    private const double Tolerance = 1e-4;

    private static readonly VocoderWeights Embedded = WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>();

    [Fact]
    public void The_network_says_what_the_framework_says()
    {
        Assert.Equal(4, SmallVocoder.Golden.Count);
        foreach (var golden in SmallVocoder.Golden)
        {
            var frames = golden.Features.Length / FrameFeatures.Count;
            var network = new VocoderNetwork(SmallVocoder.Weights, frames);
            for (var t = 0; t < frames; t++)
                network.Add(golden.Features.AsSpan(t * FrameFeatures.Count, FrameFeatures.Count));
            network.End();
            Assert.Equal(frames, network.Ready);
            var outputs = new float[VocoderNetwork.OutputLength(SmallVocoder.Weights.Config, frames)];
            network.Run(frames, outputs);
            Assert.InRange(SmallVocoder.RelativeError(golden.Outputs, outputs.AsSpan(0, golden.Outputs.Length)), 0, Tolerance);
        }
    }

    [Fact]
    public void The_sound_is_the_framework_s() =>
        Assert.All(
            SmallVocoder.Golden,
            golden =>
                Assert.InRange(
                    SmallVocoder.RelativeError(golden.Sound, Speak(SmallVocoder.Stream(), golden.Features, 1 << 20)), 0, Tolerance));

    [Fact]
    public void The_pulses_are_the_framework_s()
    {
        foreach (var golden in SmallVocoder.Golden)
        {
            var frames = golden.Features.Length / FrameFeatures.Count;
            var excitation = new Excitation(SpeechFormat.SampleRateHz, VocoderStream.Hop, frames + 2);
            for (var t = 0; t < frames; t++)
                excitation.Add(golden.Features[t * FrameFeatures.Count]);
            excitation.End();
            float[] pulses = [.. excitation.Pulses.Slice(VocoderStream.Hop, golden.Pulses.Length).ToArray()
                .Select(sample => (float)sample)];
            Assert.InRange(SmallVocoder.RelativeError(golden.Pulses, pulses), 0, Tolerance);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(33)]
    public void Frames_dealt_out_in_chunks_make_the_same_bits(int chunk)
    {
        var features = Frames(150);
        Assert.Equal(Speak(SmallVocoder.Stream(), features, 150), Speak(SmallVocoder.Stream(), features, chunk));
    }

    [Fact]
    public void Frames_dealt_out_in_chunks_make_the_same_bits_with_the_network_that_speaks()
    {
        var features = Frames(90);
        Assert.Equal(
            Speak(SmallVocoder.Stream(Embedded), features, 90), Speak(SmallVocoder.Stream(Embedded), features, 5));
    }

    [Fact]
    public void A_stream_begun_anew_remembers_nothing()
    {
        var (stream, features) = (SmallVocoder.Stream(), Frames(60));
        var first = Speak(stream, features, 10);
        Speak(stream, Frames(35), 4, finish: false);
        stream.Reset(1);
        Assert.Equal(first, Speak(stream, features, 60));
    }

    [Fact]
    public void Another_seed_has_another_noise()
    {
        var (stream, features) = (SmallVocoder.Stream(), Frames(60));
        var first = Speak(stream, features, 60);
        stream.Reset(2);
        Assert.NotEqual(first, Speak(stream, features, 60));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void A_sound_is_as_long_as_its_hops(int frames) =>
        Assert.Equal(VocoderStream.SamplesOf(frames), Speak(SmallVocoder.Stream(), Frames(frames), 9).Length);

    /// <summary>What a streaming caller waits for: the samples before a frame are there when the fourth behind it is.</summary>
    [Fact]
    public void Samples_are_final_when_the_fourth_frame_behind_them_is_known()
    {
        var (stream, features, samples, written) = (SmallVocoder.Stream(), Frames(40), new float[40 * VocoderStream.Hop], 0);
        for (var t = 0; t < 40; t++)
        {
            written += stream.Push(features.AsSpan(t * FrameFeatures.Count, FrameFeatures.Count), samples);
            Assert.Equal(Math.Max(0, t - 3) * VocoderStream.Hop, written);
        }
    }

    [Fact]
    public void In_steady_state_nothing_is_allocated()
    {
        var (stream, features, samples) = (SmallVocoder.Stream(Embedded), Frames(64), new float[64 * VocoderStream.Hop]);
        stream.Push(features, samples);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 4; i++)
            stream.Push(features, samples);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Half_a_frame_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            SmallVocoder.Stream().Push(new float[FrameFeatures.Count + 1], new float[VocoderStream.Hop]));

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(30_000)]
    public void A_damaged_file_is_refused(int place)
    {
        var bytes = SmallVocoder.File;
        bytes[place] ^= 1;
        Assert.Throws<InvalidDataException>(() => WeightFile.Read<VocoderConfig, VocoderWeights>(new MemoryStream(bytes)));
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused()
    {
        var bytes = SmallVocoder.File;
        foreach (var length in new[] { 0, 7, 15, 60, bytes.Length - 1 })
            Assert.Throws<InvalidDataException>(() =>
                WeightFile.Read<VocoderConfig, VocoderWeights>(new MemoryStream(bytes[..length])));
    }

    private static float[] Speak(VocoderStream stream, float[] features, int chunk, bool finish = true)
    {
        var (samples, written) = (new float[features.Length / FrameFeatures.Count * VocoderStream.Hop], 0);
        for (var at = 0; at < features.Length; at += Math.Min(chunk * FrameFeatures.Count, features.Length - at))
            written += stream.Push(
                features.AsSpan(at, Math.Min(chunk * FrameFeatures.Count, features.Length - at)), samples.AsSpan(written));
        if (finish)
            written += stream.Finish(samples.AsSpan(written));
        return samples[..written];
    }

    /// <summary>A voice that comes and goes, in frames that a network may be told.</summary>
    private static float[] Frames(int count)
    {
        var (random, features) = (new Random(count), new float[count * FrameFeatures.Count]);
        for (var t = 0; t < count; t++)
        {
            var frame = features.AsSpan(t * FrameFeatures.Count, FrameFeatures.Count);
            frame[0] = Math.Sin(t / 6.0) > -0.3 ? (float)(150 + (40 * Math.Sin(t / 9.0))) : 0;
            for (var k = 1; k < frame.Length; k++)
                frame[k] = k <= FrameFeatures.Bands
                    ? -3 * random.NextSingle()
                    : -9 + (3 * MathF.Sin((k / 6f) + (t / 9f))) + (0.3f * random.NextSingle());
        }

        return features;
    }
}
