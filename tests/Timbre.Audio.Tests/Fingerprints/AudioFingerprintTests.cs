using Timbre.Audio.Filters;
using Timbre.Audio.Fingerprints;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Fingerprints;

public sealed class AudioFingerprintTests
{
    private static readonly AudioFingerprint Whole = AudioFingerprint.Of(Reader.All());

    public static TheoryData<string, double> Changes => new()
    {
        { "nothing", 0.999 },
        { "a hundredth of the loudness", 0.95 },
        { "noise 20 dB below", 0.6 },
        { "noise 5 dB below", 0.4 },
        { "44.1 kHz", 0.95 },
        { "mp3 at 32 kbit/s", 0.7 },
        { "opus at 12 kbit/s", 0.55 },
        { "a telephone", 0.8 },
        { "a room", 0.6 },
        { "more treble, less bass", 0.9 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_changes_a_recording_and_not_its_words_leaves_it_known(string change, double minScore)
    {
        using var scratch = new Scratch();
        foreach (var sentence in Enumerable.Range(0, 5).Select(Reader.Sentence))
        {
            var match = AudioFingerprint.Of(Changed(sentence, change, scratch)).Match(AudioFingerprint.Of(sentence));

            Assert.NotNull(match);
            Assert.InRange(match.Value.Score, minScore, 1);
            Assert.InRange(match.Value.Seconds, 0.75 * sentence.Seconds, sentence.Seconds + 0.04);
            Assert.Equal(match.Value.StartSeconds, match.Value.OtherStartSeconds, 0.04);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Three_seconds_are_found_in_a_longer_recording_where_they_come_from(double noiseDb)
    {
        var all = Reader.All();
        for (var start = 0.37; start + 3 < all.Seconds; start += 2.0113) // never a whole number of hops
        {
            var part = Damage.Noise(all.Cut(start, start + 3), noiseDb == 0 ? 60 : noiseDb);

            var match = AudioFingerprint.Of(part).Match(Whole);

            Assert.True(match is not null, $"The part at {start:0.00} s was not found.");
            Assert.Equal(start, match.Value.OtherStartSeconds - match.Value.StartSeconds, 0.04);
            Assert.InRange(match.Value.Score, 0.4, 1);
        }
    }

    [Fact]
    public void Other_words_of_the_same_speaker_are_another_sound()
    {
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                if (i != j)
                    Assert.Null(AudioFingerprint.Of(Reader.Sentence(i)).Match(AudioFingerprint.Of(Reader.Sentence(j))));
            }
        }
    }

    [Fact]
    public void Silence_and_what_is_too_short_have_nothing_in_common_with_anything()
    {
        AudioClip[] empty = [new([], 16000), new([0.1f], 8000), Sounds.Silence(10, 16000), Reader.Sentence(0).Cut(1, 1.7)];

        Assert.All(empty, clip => Assert.Null(AudioFingerprint.Of(clip).Match(AudioFingerprint.Of(clip))));
    }

    [Fact]
    public void It_comes_back_from_its_bytes_as_it_was()
    {
        foreach (var clip in (AudioClip[])[Reader.All(), Babble.Talk(20, 5), Sounds.Silence(3, 16000), new([], 16000)])
        {
            var fingerprint = AudioFingerprint.Of(clip);
            var bytes = fingerprint.ToBytes();

            Assert.True(bytes.Length <= 8 + (126 * clip.Seconds), $"{bytes.Length} bytes for {clip.Seconds:0.0} s");
            Assert.Equal(fingerprint.Frames, AudioFingerprint.FromBytes(bytes).Frames);
        }
    }

    [Fact]
    public void Bytes_that_are_cut_off_or_damaged_are_refused_or_read_never_more()
    {
        var bytes = AudioFingerprint.Of(Reader.Sentence(0)).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => AudioFingerprint.FromBytes(bytes.AsSpan(0, length)));
        Assert.Throws<FormatException>(() => AudioFingerprint.FromBytes([.. bytes, 0]));
        Assert.Throws<FormatException>(() => AudioFingerprint.FromBytes([1, 0xff, 0xff, 0xff, 0xff, 0x07]));
        Assert.Throws<FormatException>(() => AudioFingerprint.FromBytes([1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));

        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(Math.Min(40, damaged.Length))] = (byte)random.Next(256);
            try
            {
                Assert.InRange(AudioFingerprint.FromBytes(damaged).Seconds, 0, 86400);
            }
            catch (FormatException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }
    }

    private static AudioClip Changed(AudioClip clip, string change, Scratch scratch) => change switch
    {
        "a hundredth of the loudness" => Damage.Gain(clip, 0.01),
        "noise 20 dB below" => Damage.Noise(clip, 20),
        "noise 5 dB below" => Damage.Noise(clip, 5),
        "44.1 kHz" => Resampler.Convert(clip, 44100),
        "mp3 at 32 kbit/s" => Coded(clip, "coded.mp3", ["-b:a", "32k"], scratch),
        "opus at 12 kbit/s" => Coded(clip, "coded.ogg", ["-c:a", "libopus", "-b:a", "12k"], scratch),
        "a telephone" => Coded(clip, "coded.wav", ["-af", "highpass=300,lowpass=3400", "-ar", "8000", "-c:a", "pcm_mulaw"], scratch),
        "a room" => Sox(clip, ["gain", "-6", "reverb", "50"], scratch),
        "more treble, less bass" => Sox(clip, ["gain", "-9", "treble", "8", "bass", "-6"], scratch),
        _ => clip,
    };

    private static AudioClip Coded(AudioClip clip, string name, string[] coding, Scratch scratch)
    {
        var (raw, coded, back) = (scratch.At("raw.wav"), scratch.At(name), scratch.At("back.wav"));
        WavWriter.Write(raw, clip);
        ReferenceProgram.Ffmpeg((string[])["-i", raw, .. coding, coded]);
        ReferenceProgram.Ffmpeg("-i", coded, "-ac", "1", "-c:a", "pcm_s16le", back);
        return WavReader.Read(back, new AudioLimits());
    }

    private static AudioClip Sox(AudioClip clip, string[] effects, Scratch scratch)
    {
        var (raw, back) = (scratch.At("raw.wav"), scratch.At("back.wav"));
        WavWriter.Write(raw, clip);
        ReferenceProgram.Sox((string[])[raw, "-c", "1", back, .. effects]);
        return WavReader.Read(back, new AudioLimits());
    }
}
