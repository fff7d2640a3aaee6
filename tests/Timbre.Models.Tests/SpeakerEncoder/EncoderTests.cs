using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SpeakerEncoder;

public sealed class EncoderTests
{
    private static readonly AudioClip Clean = WavReader.Read(
        "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0880.wav", new AudioLimits());

    [Fact]
    public void Its_length_is_one() => Assert.Equal(1, SpeakerComparer.Cosine(Of(Clean), Of(Clean)), 1e-5);

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    public void Gain_does_not_matter(float gain) =>
        Assert.InRange(Similarity(Clean, new AudioClip([.. Clean.Samples.Select(sample => sample * gain)], Clean.RateHz)), 0.98, 1);

    [Theory]
    [InlineData(22050)]
    [InlineData(48000)]
    public void The_rate_hardly_matters(int rateHz) => Assert.InRange(Similarity(Clean, Resampler.Convert(Clean, rateHz)), 0.9, 1);

    [Fact]
    public void Silence_around_and_between_does_not_matter()
    {
        var pause = new float[3 * Clean.RateHz];
        Assert.InRange(Similarity(Clean, new AudioClip([.. pause, .. Clean.Samples, .. pause], Clean.RateHz)), 0.95, 1);
    }

    [Fact]
    public void A_long_recording_is_like_its_parts()
    {
        var whole = new AudioClip([.. Enumerable.Repeat(Clean.Samples, 8).SelectMany(samples => samples)], Clean.RateHz);
        Assert.InRange(Similarity(Clean, whole), 0.9, 1);
    }

    [Fact]
    public async Task Coding_leaves_it_near()
    {
        var folder = Directory.CreateTempSubdirectory("timbre-test-");
        try
        {
            var (wav, coded) = (Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, "a.ogg"));
            WavWriter.Write(wav, Clean);
            using var ffmpeg = System.Diagnostics.Process.Start(
                "ffmpeg", ["-v", "error", "-nostdin", "-y", "-i", wav, "-c:a", "libopus", "-b:a", "24k", coded]);
            await ffmpeg.WaitForExitAsync();
            var back = Path.Combine(folder.FullName, "b.wav");
            using var again = System.Diagnostics.Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-y", "-i", coded, back]);
            await again.WaitForExitAsync();
            var decoded = WavReader.Read(back, new AudioLimits());
            Assert.InRange(Similarity(Clean, decoded), 0.8, 1);
            Assert.True(EmbeddedModels.Comparer.Compare(Of(Clean), Of(decoded)).Same);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_man_and_a_woman_are_two()
    {
        var (man, woman) = (Reader.Recordings[0].Load(),
            FliteSpeech.Say("The quick brown fox jumps over the lazy dog, and runs away into the dark forest."));
        Assert.False(EmbeddedModels.Comparer.Compare(Of(man), Of(woman)).Same);
        Assert.True(EmbeddedModels.Comparer.Compare(Of(man), Of(Reader.Recordings[^1].Load())).Same);
    }

    [Fact]
    public void Too_little_speech_is_refused_with_the_reason()
    {
        Assert.Equal(SpeakerUnknownReason.TooLittleSpeech, Refused(Clean.Cut(0.5, 1.8)).Reason);
        Assert.Contains("2 s", Refused(Clean.Cut(0.5, 1.8)).Message);
        Assert.Equal(SpeakerUnknownReason.NoSpeech, Refused(new AudioClip(new float[160000], 16000)).Reason);
        Assert.Equal(SpeakerUnknownReason.NoSpeech, Refused(new AudioClip([], 16000)).Reason);
    }

    [Fact]
    public void Bytes_bring_it_back()
    {
        var one = Of(Clean);
        var again = SpeakerEmbedding.FromBytes(one.ToBytes());
        Assert.Equal(one.Values, again.Values);
        Assert.Equal(one.SpeechSeconds, again.SpeechSeconds, 1e-3);
        Assert.Throws<InvalidDataException>(() => SpeakerEmbedding.FromBytes(one.ToBytes().AsSpan(1)));
        var broken = one.ToBytes();
        BitConverter.TryWriteBytes(broken.AsSpan(40), float.NaN);
        Assert.Throws<InvalidDataException>(() => SpeakerEmbedding.FromBytes(broken));
    }

    [Fact]
    public void Threads_do_not_disturb_one_another()
    {
        AudioClip[] clips = [.. Reader.Recordings.Select(recording => recording.Load())];
        float[][] alone = [.. clips.Select(clip => Of(clip).Values.ToArray())];
        Parallel.For(
            0, 12, new ParallelOptions { MaxDegreeOfParallelism = 4 },
            i => Assert.Equal(alone[i % clips.Length], Of(clips[i % clips.Length]).Values.ToArray()));
    }

    [Fact]
    public void Who_calls_it_off_is_heard() =>
        Assert.Throws<OperationCanceledException>(() => EmbeddedModels.Encoder.Embed(Clean, new CancellationToken(canceled: true)));

    private static SpeakerEmbedding Of(AudioClip clip) => EmbeddedModels.Encoder.Embed(clip);

    private static double Similarity(AudioClip a, AudioClip b) => EmbeddedModels.Comparer.Compare(Of(a), Of(b)).Similarity;

    private static SpeakerUnknownException Refused(AudioClip clip) =>
        Assert.Throws<SpeakerUnknownException>(() => EmbeddedModels.Encoder.Embed(clip));
}
