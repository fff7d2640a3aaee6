using Timbre.Audio.World;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Tests.Vocoders;

public sealed class VocoderStreamTests
{
    private const double Tolerance = 1e-4;

    private static readonly VocoderWeights Embedded = WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>();
    private static readonly (SmallVocoder Small, int Frames)[] Sounds =
        [(SmallVocoder.Wideband, 150), (SmallVocoder.SuperWideband, 150), (SmallVocoder.SuperWideband, 151)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_network_says_what_the_framework_says(bool isSuperWideband)
    {
        var small = SmallVocoder.Of(isSuperWideband);
        Assert.Equal(4, small.Golden.Count);
        var (count, perStep) = (small.Layout.Count, small.Weights.Config.FramesPerStep);
        foreach (var golden in small.Golden)
        {
            var frames = golden.Features.Length / count;
            var steps = (frames + perStep - 1) / perStep;
            var network = new VocoderNetwork(small.Weights, steps);
            for (var t = 0; t < frames; t++)
                network.Add(golden.Features.AsSpan(t * count, count));
            network.End();
            Assert.Equal(steps, network.Ready);
            var outputs = new float[VocoderNetwork.OutputLength(small.Weights.Config, steps)];
            network.Run(steps, outputs);
            Assert.InRange(SmallVocoder.RelativeError(golden.Outputs, outputs.AsSpan(0, golden.Outputs.Length)), 0, Tolerance);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_sound_is_the_framework_s(bool isSuperWideband)
    {
        var small = SmallVocoder.Of(isSuperWideband);
        Assert.All(
            small.Golden,
            golden => Assert.InRange(
                SmallVocoder.RelativeError(golden.Sound, Speak(small.Stream(), small.Layout, golden.Features, 1 << 20)), 0, Tolerance));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_pulses_are_the_framework_s(bool isSuperWideband)
    {
        var small = SmallVocoder.Of(isSuperWideband);
        foreach (var golden in small.Golden)
        {
            var (frames, hop) = (golden.Features.Length / small.Layout.Count, small.Layout.HopSamples);
            var excitation = new Excitation(small.Layout.RateHz, hop, frames + 2);
            for (var t = 0; t < frames; t++)
                excitation.Add(golden.Features[t * small.Layout.Count]);
            excitation.End();
            float[] pulses = [.. excitation.Pulses.Slice(hop, golden.Pulses.Length).ToArray().Select(sample => (float)sample)];
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
        foreach (var (small, count) in Sounds)
        {
            var features = Frames(small.Layout, count);
            Assert.Equal(Speak(small.Stream(), small.Layout, features, count), Speak(small.Stream(), small.Layout, features, chunk));
        }
    }

    [Fact]
    public void Frames_dealt_out_in_chunks_make_the_same_bits_with_the_network_that_speaks()
    {
        var layout = Embedded.Config.Layout;
        var features = Frames(layout, 90);
        Assert.Equal(
            Speak(SmallVocoder.Stream(Embedded), layout, features, 90), Speak(SmallVocoder.Stream(Embedded), layout, features, 5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stream_begun_anew_remembers_nothing(bool isSuperWideband)
    {
        var small = SmallVocoder.Of(isSuperWideband);
        var (stream, features) = (small.Stream(), Frames(small.Layout, 60));
        var first = Speak(stream, small.Layout, features, 10);
        Speak(stream, small.Layout, Frames(small.Layout, 35), 4, finish: false);
        stream.Reset(1);
        Assert.Equal(first, Speak(stream, small.Layout, features, 60));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void Two_sounds_that_take_turns_on_one_stream_have_the_bits_that_each_has_alone(int chunk)
    {
        foreach (var small in new[] { SmallVocoder.Wideband, SmallVocoder.SuperWideband })
        {
            float[][] frames = [Frames(small.Layout, 90), Frames(small.Layout, 101)];
            var alone = frames.Select(features => Speak(small.Stream(), small.Layout, features, 1000)).ToArray();

            var (stream, turns) = (small.Stream(), frames.Select(_ => new VocoderState(small.Weights.Config)).ToArray());
            List<float>[] sounds = [[], []];
            foreach (var state in turns)
                stream.Save(state);
            for (var at = 0; at < 101; at += chunk)
            {
                for (var i = 0; i < frames.Length; i++)
                {
                    stream.Load(turns[i]);
                    var (from, end) = (at * small.Layout.Count, Math.Min((at + chunk) * small.Layout.Count, frames[i].Length));
                    var samples = new float[(chunk + 20) * small.Layout.HopSamples];
                    if (from < end)
                        sounds[i].AddRange(samples.AsSpan(0, stream.Push(frames[i].AsSpan(from, end - from), samples)));
                    stream.Save(turns[i]);
                }
            }

            for (var i = 0; i < frames.Length; i++)
            {
                stream.Load(turns[i]);
                var samples = new float[20 * small.Layout.HopSamples];
                sounds[i].AddRange(samples.AsSpan(0, stream.Finish(samples)));
                Assert.Equal(alone[i], sounds[i]);
            }
        }
    }

    [Fact]
    public void Another_seed_has_another_noise()
    {
        var small = SmallVocoder.Wideband;
        var (stream, features) = (small.Stream(), Frames(small.Layout, 60));
        var first = Speak(stream, small.Layout, features, 60);
        stream.Reset(2);
        Assert.NotEqual(first, Speak(stream, small.Layout, features, 60));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void A_sound_is_as_long_as_its_hops(int frames)
    {
        foreach (var small in new[] { SmallVocoder.Wideband, SmallVocoder.SuperWideband })
            Assert.Equal(
                Math.Max(0, frames - 1) * small.Layout.HopSamples,
                Speak(small.Stream(), small.Layout, Frames(small.Layout, frames), 9).Length);
    }

    /// <summary>
    /// What a streaming caller waits for: the samples before a frame are there when two frames and those that the network looks ahead are.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Samples_are_final_when_the_frames_ahead_of_them_are_known(bool isSuperWideband)
    {
        var small = SmallVocoder.Of(isSuperWideband);
        var (layout, config) = (small.Layout, small.Weights.Config);
        var (stream, features, samples, written) = (small.Stream(), Frames(layout, 40), new float[40 * layout.HopSamples], 0);
        for (var t = 0; t < 40; t++)
        {
            written += stream.Push(features.AsSpan(t * layout.Count, layout.Count), samples);
            var wholeSteps = (t + 1) / config.FramesPerStep;
            Assert.Equal(Math.Max(0, ((wholeSteps - config.Ahead) * config.FramesPerStep) - 2) * layout.HopSamples, written);
        }
    }

    [Fact]
    public void In_steady_state_nothing_is_allocated()
    {
        var layout = Embedded.Config.Layout;
        var (stream, features, samples) = (
            SmallVocoder.Stream(Embedded), Frames(layout, 64), new float[64 * layout.HopSamples]);
        stream.Push(features, samples);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 4; i++)
            stream.Push(features, samples);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Half_a_frame_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            SmallVocoder.Wideband.Stream().Push(new float[SmallVocoder.Wideband.Layout.Count + 1], new float[100]));

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(30_000)]
    public void A_damaged_file_is_refused(int place)
    {
        var bytes = SmallVocoder.Wideband.File;
        bytes[place] ^= 1;
        Assert.Throws<InvalidDataException>(() => WeightFile.Read<VocoderConfig, VocoderWeights>(new MemoryStream(bytes)));
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused()
    {
        var bytes = SmallVocoder.Wideband.File;
        foreach (var length in new[] { 0, 7, 15, 60, bytes.Length - 1 })
            Assert.Throws<InvalidDataException>(() =>
                WeightFile.Read<VocoderConfig, VocoderWeights>(new MemoryStream(bytes[..length])));
    }

    private static float[] Speak(VocoderStream stream, FrameLayout layout, float[] features, int chunk, bool finish = true)
    {
        var (samples, written) = (new float[features.Length / layout.Count * layout.HopSamples], 0);
        for (var at = 0; at < features.Length; at += Math.Min(chunk * layout.Count, features.Length - at))
        {
            var frames = features.AsSpan(at, Math.Min(chunk * layout.Count, features.Length - at));
            var room = Math.Min(samples.Length - written, stream.MaxSamples(frames.Length / layout.Count));
            written += stream.Push(frames, samples.AsSpan(written, room));
        }

        if (finish)
            written += stream.Finish(samples.AsSpan(written));
        return samples[..written];
    }

    /// <summary>A voice that comes and goes, in frames that a network may be told.</summary>
    private static float[] Frames(FrameLayout layout, int count)
    {
        var (random, features) = (new Random(count), new float[count * layout.Count]);
        for (var t = 0; t < count; t++)
        {
            var frame = features.AsSpan(t * layout.Count, layout.Count);
            frame[0] = Math.Sin(t / 6.0) > -0.3 ? (float)(150 + (40 * Math.Sin(t / 9.0))) : 0;
            for (var k = 1; k < frame.Length; k++)
                frame[k] = k <= layout.Bands
                    ? -3 * random.NextSingle()
                    : -9 + (3 * MathF.Sin((k / 6f) + (t / 9f))) + (0.3f * random.NextSingle());
        }

        return features;
    }
}
