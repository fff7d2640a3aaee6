using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures;

public sealed class SpeechActivityTests : IDisposable
{
    private static readonly AudioLimits Limits = new();
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Silence_tones_buzzes_beeps_and_noise_are_no_speech()
    {
        AudioClip[] quiet =
        [
            new([], 16000), Sounds.Silence(5, 16000), Sounds.Noise(5, 16000), Sounds.Noise(5, 48000, 0.5), Sounds.Tone(150, 5, 16000),
            Sounds.Tone(440, 5, 22050),
            Buzz(120), Buzz(250),
            Sounds.Join(
                [.. Enumerable.Range(0, 20)
                    .SelectMany(i => new[] { Sounds.Tone(300 + (10 * (i % 3)), 0.2, 16000), Sounds.Noise(0.2, 16000, 0.001) })]),
            Sounds.Mix(Sounds.Tone(200, 5, 16000), Sounds.Noise(5, 16000, 0.05)),
        ];

        Assert.All(quiet, clip => Assert.Empty(SpeechActivity.Detect(clip).Segments));
    }

    [SharedFact]
    public async Task Recordings_of_speech_are_speech_for_most_of_their_length()
    {
        var shares = new List<double>();
        foreach (var path in Speech())
        {
            var report = SpeechActivity.Detect(await AudioDecoder.Decode(path, Limits, default));
            var share = report.SpeechSeconds / report.TotalSeconds;
            Assert.True(share > 0.3, $"{path}: {share:0.00}");
            if (!path.Contains("rav", StringComparison.Ordinal)) // those clips are half silence
                shares.Add(share);
        }

        Assert.True(shares.Average() > 0.7, $"{shares.Average():0.00}");
    }

    [SharedFact]
    public async Task Speech_is_found_under_noise_as_loud_as_a_busy_room()
    {
        var shares = new List<double>();
        foreach (var path in Speech())
        {
            var clip = await AudioDecoder.Decode(path, Limits, default);
            var rms = Math.Sqrt(clip.Samples.Average(sample => (double)sample * sample));
            var report = SpeechActivity.Detect(Sounds.Mix(clip, Sounds.Noise(clip.Seconds, clip.RateHz, rms * 0.316)));
            shares.Add(report.SpeechSeconds / report.TotalSeconds);
        }

        Assert.True(shares.Average() > 0.5, $"{shares.Average():0.00}");
        Assert.True(shares.Min() > 0.1, $"{shares.Min():0.00}");
    }

    [SharedFact]
    public async Task Weather_engines_and_clocks_are_hardly_ever_speech()
    {
        foreach (var (kind, max) in new[] {
            ("rain", 0.0), ("sea-waves", 0.0), ("helicopter", 0.01), ("chainsaw", 0.03), ("clock-tick", 0.1), ("fire-crackling", 0.1)
        })
        {
            var (speech, total) = (0.0, 0.0);
            foreach (var path in Directory.EnumerateFiles(SharedFolder.At("noise", kind)).Order().Where((_, i) => i % 2 == 0))
            {
                var report = SpeechActivity.Detect(await AudioDecoder.Decode(path, Limits, default));
                (speech, total) = (speech + report.SpeechSeconds, total + report.TotalSeconds);
            }

            Assert.True(speech / total <= max, $"{kind}: {speech / total:0.000}");
        }
    }

    [SharedFact]
    public async Task Speech_between_silences_is_where_it_was_put()
    {
        foreach (var path in Speech().Take(10))
        {
            var clip = Resampler.Convert(await AudioDecoder.Decode(path, Limits, default), 16000);
            var alone = SpeechActivity.Detect(clip);
            var placed = SpeechActivity.Detect(Sounds.Join(Sounds.Noise(7, 16000, 1e-4), clip, Sounds.Noise(5, 16000, 1e-4)));

            Assert.InRange(placed.Segments[0].StartSeconds, 6.9, 7.5 + alone.Segments[0].StartSeconds);
            Assert.InRange(placed.Segments[^1].EndSeconds, 6.5 + alone.Segments[^1].EndSeconds, 7.3 + clip.Seconds);
            Assert.InRange(placed.SpeechSeconds, 0.9 * alone.SpeechSeconds, 1.2 * alone.SpeechSeconds);
        }
    }

    [SharedFact]
    public async Task Pieces_and_files_say_what_the_clip_says_and_segments_are_in_order()
    {
        var clip = await AudioDecoder.Decode(Speech().First(), Limits, default);
        WavWriter.Write(_scratch.At("speech.wav"), clip);
        clip = WavReader.Read(_scratch.At("speech.wav"), Limits);
        var whole = SpeechActivity.Detect(clip);

        var activity = new SpeechActivity(clip.RateHz);
        for (var at = 0; at < clip.Samples.Length; at += 1234)
            activity.Process(clip.Samples.AsSpan(at, Math.Min(1234, clip.Samples.Length - at)));
        using var reader = WavReader.Open(_scratch.At("speech.wav"), Limits);

        Assert.Equal(whole.Segments, activity.Finish().Segments);
        Assert.Equal(whole.Segments, SpeechActivity.Detect(reader).Segments);
        var edges = whole.Segments.SelectMany(segment => new[] { segment.StartSeconds, segment.EndSeconds }).ToArray();
        Assert.Equal(edges.Order(), edges);
        Assert.InRange(edges[^1], 0, clip.Seconds);
    }

    private static IEnumerable<string> Speech() =>
        Directory.EnumerateFiles(SharedFolder.At("speech", "eval", "rapid"), "*.*", SearchOption.AllDirectories).Order()
            .Where((_, i) => i % 7 == 0);

    private static AudioClip Buzz(int hz)
    {
        var samples = new float[16000 * 5];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (((i * hz) % 16000) / 16000f) - 0.5f;
        return new AudioClip(samples, 16000);
    }
}
