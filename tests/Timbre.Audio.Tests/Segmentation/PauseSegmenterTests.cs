using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Segmentation;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Segmentation;

public sealed class PauseSegmenterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Where_nobody_speaks_there_are_no_segments()
    {
        Assert.Empty(PauseSegmenter.Cut(new AudioClip([], 16000)));
        Assert.Empty(PauseSegmenter.Cut(Sounds.Silence(60, 16000)));
        Assert.Empty(PauseSegmenter.Cut(Sounds.Noise(60, 16000)));
    }

    [Theory]
    [InlineData(1, 15, 1)]
    [InlineData(1, 15, 2)]
    [InlineData(2, 12, 3)]
    [InlineData(0.5, 5, 4)]
    public void Speech_with_pauses_of_any_length_is_cut_within_bounds_and_none_is_lost(double minSeconds, double maxSeconds, int seed)
    {
        var clip = Babble.Talk(90, seed);
        var speech = SpeechActivity.Detect(clip);
        var segments = PauseSegmenter.Cut(clip, new SegmentBounds(minSeconds, maxSeconds));

        Assert.NotEmpty(speech.Segments);
        Assert.All(segments, segment => Assert.InRange(segment.Seconds, minSeconds - 1e-9, maxSeconds + 1e-9));
        Assert.All(segments, segment => Assert.InRange(segment.SpeechSeconds, 0.05, segment.Seconds + 1e-9));
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.True(pair.First.EndSeconds <= pair.Second.StartSeconds + 1e-9));
        Assert.All(speech.Segments, segment => Assert.True(Covered(segment, segments) > segment.Seconds - 1e-6));
        Assert.Equal(speech.SpeechSeconds, segments.Sum(segment => segment.SpeechSeconds), 0.02);
        Assert.Equal(segments, PauseSegmenter.Cut(clip, new SegmentBounds(minSeconds, maxSeconds)));
    }

    [Fact]
    public void Cuts_lie_in_pauses_unless_somebody_speaks_longer_than_a_segment()
    {
        var clip = Babble.Talk(120, 9);
        var speech = SpeechActivity.Detect(clip);
        var longest = speech.Segments.Max(segment => segment.Seconds);
        var edges = PauseSegmenter.Cut(clip).SelectMany(segment => new[] { segment.StartSeconds, segment.EndSeconds });

        Assert.True(longest < 10, $"{longest}");
        Assert.All(
            edges,
            edge =>
                Assert.DoesNotContain(speech.Segments, segment => edge > segment.StartSeconds + 1e-6 && edge < segment.EndSeconds - 1e-6));
    }

    [Fact]
    public void Long_silences_fall_away_and_a_lonely_word_keeps_some()
    {
        var segments = PauseSegmenter.Cut(Sounds.Join(Sounds.Noise(20, 16000, 1e-4), Babble.Word(0.6, 3), Sounds.Noise(20, 16000, 1e-4)));

        var segment = Assert.Single(segments);
        Assert.InRange(segment.StartSeconds, 19, 20.1);
        Assert.InRange(segment.Seconds, 1, 1.5);
    }

    [Fact]
    public void A_sound_shorter_than_any_segment_is_one_segment()
    {
        var word = Babble.Word(1.5, 3);

        var segment = Assert.Single(PauseSegmenter.Cut(word, new SegmentBounds(2, 15)));
        Assert.Equal((0, word.Seconds), (segment.StartSeconds, segment.EndSeconds));
    }

    [SharedFact]
    public async Task Half_an_hour_on_disk_is_cut_in_little_memory_into_recordings_of_1_to_15_seconds()
    {
        var limits = AudioLimits.UpTo(3600, 1L << 30);
        using (var file = File.Create(_scratch.At("long.wav")))
        using (var writer = new WavWriter(file, 16000, WavEncoding.Pcm16))
        {
            foreach (var path in Directory.EnumerateFiles(SharedFolder.At("speech", "eval", "professional", "train")).Order())
            {
                // joined with hardly a pause: the sentences' own pauses must do
                var clip = await AudioDecoder.Decode(path, limits, default);
                Assert.Equal(16000, clip.RateHz);
                writer.Write(clip.Samples);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var segments = PauseSegmenter.Cut(_scratch.At("long.wav"), limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        using var reader = WavReader.Open(_scratch.At("long.wav"), limits);
        var total = reader.Seconds!.Value;
        Assert.All(segments, segment => Assert.InRange(segment.Seconds, 1, 15));
        Assert.True(segments.Sum(segment => segment.Seconds) > 0.85 * total);
        Assert.True(segments.Average(segment => segment.Seconds) > 3);
        Assert.True(allocated < total * 100 * 100, $"{allocated} bytes for {total} s");
    }

    private static double Covered(SpeechSegment segment, IEnumerable<AudioSegment> segments) =>
        segments.Sum(segment =>
            Math.Max(0, Math.Min(segment.EndSeconds, segment.EndSeconds) - Math.Max(segment.StartSeconds, segment.StartSeconds)));
}
