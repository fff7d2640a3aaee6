using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Models.Analysis;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Analysis;

public sealed class DuplicateDetectorTests
{
    private static readonly AudioClip[] Clips = [.. Reader.Recordings.Select(recording => recording.Load())];

    [Fact]
    public void Different_recordings_are_no_duplicates()
    {
        var duplicates = new DuplicateDetector();

        Assert.All(Clips, clip => Assert.Null(duplicates.Add("x", AudioFingerprint.Of(clip))));
    }

    [Fact]
    public void The_later_of_two_is_warned_of_with_the_earlier_ones_name_and_the_place()
    {
        var duplicates = new DuplicateDetector();
        foreach (var (i, clip) in Clips.Index())
            duplicates.Add($"clip {i}", AudioFingerprint.Of(clip));

        var quieter = new AudioClip([.. Clips[2].Samples.Select(sample => 0.3f * sample)], Clips[2].RateHz);
        var finding = duplicates.Add("again", AudioFingerprint.Of(quieter.Cut(0.5, quieter.Seconds)));

        Assert.NotNull(finding);
        Assert.Equal((FindingCodes.Duplicate, Severity.Warn), (finding.Code, finding.Severity));
        Assert.InRange(finding.Measured, 0.8, 1);
        Assert.InRange(finding.StartSeconds, 0, 0.3);
        Assert.Contains("\"clip 2\"", finding.Message);
    }

    [Fact]
    public void A_recording_that_holds_an_earlier_one_whole_is_a_duplicate_and_one_that_shares_little_is_none()
    {
        var duplicates = new DuplicateDetector();
        Assert.Null(duplicates.Add("part", AudioFingerprint.Of(Clips[4].Cut(0, 4))));
        Assert.NotNull(
            duplicates.Add(
                "whole", AudioFingerprint.Of(new AudioClip([.. Clips[4].Samples, .. Clips[0].Samples, .. Clips[1].Samples], 16000))));

        var others = new DuplicateDetector();
        Assert.Null(
            others.Add("first", AudioFingerprint.Of(new AudioClip([.. Clips[0].Samples, .. Clips[2].Samples[..(16000 * 2)]], 16000))));
        Assert.Null(
            others.Add(
                "second",
                AudioFingerprint.Of(new AudioClip([.. Clips[2].Samples[..(16000 * 2)], .. Clips[1].Samples, .. Clips[3].Samples], 16000))));
    }
}
