using Timbre.Audio.Fingerprints;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Fingerprints;

public sealed class FingerprintIndexTests
{
    [Fact]
    public void Among_a_thousand_recordings_each_finds_its_copy_and_nothing_else()
    {
        var index = new FingerprintIndex<int>();
        var recordings = Enumerable.Range(0, 1000).Select(seed => Sounds.Mix(Babble.Word(2, seed), Sounds.Noise(2.1, 16000, 1e-4, seed)))
            .ToArray();
        for (var i = 0; i < recordings.Length; i++)
            index.Add(i, AudioFingerprint.Of(recordings[i]));

        Assert.Equal(recordings.Length, index.Count);
        for (var i = 0; i < recordings.Length; i += 20)
        {
            var actual = index.Find(AudioFingerprint.Of(Damage.Gain(Damage.Noise(recordings[i], 15, i), 0.3)));

            Assert.Equal(i, Assert.Single(actual).Key);
        }
    }

    [Fact]
    public void Every_recording_that_holds_a_part_is_found_with_its_place_the_longest_first()
    {
        var index = new FingerprintIndex<string>();
        index.Add("all", AudioFingerprint.Of(Reader.All()));
        index.Add("noise", AudioFingerprint.Of(Sounds.Noise(20, 16000)));
        index.Add("second", AudioFingerprint.Of(Reader.Sentence(1)));
        index.Add("late", AudioFingerprint.Of(Sounds.Join(Babble.Talk(6, 4), Reader.Sentence(1).Cut(0, 3.5))));

        var actual = index.Find(AudioFingerprint.Of(Reader.Sentence(1)));

        Assert.Equal(["all", "late", "second"], actual.Select(one => one.Key).Order());
        Assert.Equal(actual.Select(one => one.Match.Seconds).OrderDescending(), actual.Select(one => one.Match.Seconds));
        Assert.Equal(Reader.Sentence(0).Seconds, actual.Single(one => one.Key == "all").Match.OtherStartSeconds, 0.04);
    }

    [SharedFact]
    public void Real_readers_share_nothing_and_their_own_parts_are_found_in_noise()
    {
        var index = new FingerprintIndex<string>();
        var clips = new Dictionary<string, AudioClip>();
        foreach (var file in Directory.EnumerateFiles(SharedFolder.At("speech", "train", "ls26"), "*.flac").Order().Take(12))
        {
            var clip = clips[file] = AudioDecoder.Decode(file, new AudioLimits(), CancellationToken.None).GetAwaiter().GetResult();
            var fingerprint = AudioFingerprint.Of(clip);
            Assert.Empty(index.Find(fingerprint));
            index.Add(file, fingerprint);
        }

        foreach (var (file, clip) in clips.Where(one => one.Value.Seconds > 6))
        {
            var actual = index.Find(AudioFingerprint.Of(Damage.Noise(clip.Cut(1.234, 5), 10)));
            Assert.Equal(file, Assert.Single(actual).Key);
        }
    }
}
