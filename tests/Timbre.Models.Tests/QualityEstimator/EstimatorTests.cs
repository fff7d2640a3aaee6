using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.QualityEstimator;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.QualityEstimator;

public sealed class EstimatorTests
{
    private const string Sentence = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";

    private static readonly AudioClip Clean = WavReader.Read(Sentence, new AudioLimits());

    [Fact]
    public void Noise_that_grows_lowers_every_score()
    {
        EstimatedScores[] scores = [.. new[] { 0.01f, 0.05f, 0.3f }.Select(gain => Of(Noisy(gain)))];
        foreach (var (better, worse) in scores.Zip(scores.Skip(1)))
        {
            Assert.True(better.SiSdrDb > worse.SiSdrDb && better.Stoi > worse.Stoi, $"{better} is not better than {worse}.");
            Assert.True(better.PesqWb > worse.PesqWb - 0.1, $"{better} is not better than {worse}."); // it ends at 1
        }
    }

    [Fact]
    public void Neither_gain_nor_offset_matters()
    {
        var scores = Of(Noisy(0.02f));
        Near(scores, Of(Changed(sample => sample * 0.1f)), 1e-3);
        Near(scores, Of(Changed(sample => (sample * 0.5f) + 0.2f)), 1e-3);

        static AudioClip Changed(Func<float, float> change) => new([.. Noisy(0.02f).Samples.Select(change)], Clean.RateHz);
    }

    // Resampling to and fro takes away what lies just below 8 kHz, which may be heard; it does so from every rate.
    [Theory]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(96000)]
    public void The_rate_that_a_sound_is_kept_at_does_not_matter(int rateHz) =>
        Near(Of(Resampler.Convert(Noisy(0.02f), 48000)), Of(Resampler.Convert(Noisy(0.02f), rateHz)), 0.01);

    [Fact]
    public void What_is_silent_short_or_no_sound_has_no_scores()
    {
        Assert.Null(EmbeddedModels.Estimator.Estimate(new AudioClip(new float[160000], 16000)));
        Assert.Null(EmbeddedModels.Estimator.Estimate(new AudioClip([], 16000)));
        Assert.Null(EmbeddedModels.Estimator.Estimate(Clean.Cut(1, 1.499)));
        Assert.NotNull(EmbeddedModels.Estimator.Estimate(Clean.Cut(1, 1.5)));
        Assert.Null(EmbeddedModels.Estimator.Estimate(new AudioClip(Enumerable.Repeat(0.4f, 32000).ToArray(), 16000)));
        float[] broken = [.. Clean.Samples];
        broken[broken.Length / 2] = float.NaN;
        Assert.Null(EmbeddedModels.Estimator.Estimate(new AudioClip(broken, Clean.RateHz)));
    }

    [Fact]
    public void Sound_of_an_impossible_rate_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedModels.Estimator.Estimate(new AudioClip(Clean.Samples, 100)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedModels.Estimator.Estimate(new AudioClip(Clean.Samples, 4_000_000)));
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(44100)]
    public void A_long_recording_is_judged_like_its_parts(int rateHz)
    {
        var part = Resampler.Convert(Noisy(0.02f), rateHz);
        var chunks = (int)Math.Ceiling(30 / part.Seconds);
        var whole = Of(new AudioClip([.. Enumerable.Repeat(part.Samples, chunks).SelectMany(samples => samples)], rateHz));
        var alone = Of(part);
        Assert.Equal(alone.Stoi, whole.Stoi, 0.05);
        Assert.Equal(alone.PesqWb, whole.PesqWb, 0.5);
        Assert.Equal(alone.SiSdrDb, whole.SiSdrDb, 3.0);
    }

    [Fact]
    public void Pieces_in_which_nothing_is_heard_do_not_count()
    {
        var speech = Noisy(0.02f);
        var first = 8 * speech.RateHz;
        float[] chunk = [.. speech.Samples, .. new float[first - speech.Samples.Length]];
        Assert.Equal(Of(new AudioClip(chunk, speech.RateHz)), Of(new AudioClip([.. chunk, .. new float[9 * first]], speech.RateHz)));
    }

    [Fact]
    public void Threads_do_not_disturb_one_another()
    {
        AudioClip[] clips = [Clean, Noisy(0.05f), Resampler.Convert(Noisy(0.2f), 44100), Clean.Cut(0, 1)];
        EstimatedScores[] alone = [.. clips.Select(Of)];
        Parallel.For(
            0, 24, new ParallelOptions { MaxDegreeOfParallelism = 4 },
            i => Assert.Equal(alone[i % clips.Length], Of(clips[i % clips.Length])));
    }

    [Fact]
    public void Who_calls_it_off_is_heard() =>
        Assert.Throws<OperationCanceledException>(() => EmbeddedModels.Estimator.Estimate(Clean, new CancellationToken(canceled: true)));

    private static EstimatedScores Of(AudioClip clip) =>
        EmbeddedModels.Estimator.Estimate(clip) ?? throw new InvalidOperationException("It has no scores.");

    /// <summary>Within a share of each score's range.</summary>
    private static void Near(EstimatedScores a, EstimatedScores b, double share)
    {
        Assert.Equal(a.Stoi, b.Stoi, share);
        Assert.Equal(a.PesqWb, b.PesqWb, 4 * share);
        Assert.Equal(a.SiSdrDb, b.SiSdrDb, 60 * share);
    }

    private static AudioClip Noisy(float gain)
    {
        var random = new Random(1);
        return new AudioClip([.. Clean.Samples.Select(sample => sample + (gain * (random.NextSingle() - 0.5f)))], Clean.RateHz);
    }
}
