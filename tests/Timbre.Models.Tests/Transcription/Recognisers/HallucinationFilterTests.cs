using Timbre.Bundles.Protocol;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription.Recognisers;

public sealed class HallucinationFilterTests
{
    [Theory]
    [InlineData(" Hello there.", "Hello there.")]
    [InlineData("[BLANK_AUDIO]")]
    [InlineData(" (soft music)")]
    [InlineData("*laughs*")]
    [InlineData("♪ ♪")]
    [InlineData(" ... !")]
    [InlineData("")]
    [InlineData(" [Music] We are back. (applause)", "We are back.")]
    [InlineData("♪ And so it goes ♪", "And so it goes")]
    public void Marks_of_what_is_heard_are_not_said(string text, string? kept = null) =>
        Assert.Equal(kept is null ? [] : [kept], Kept(Segment(text, 3)));

    [Fact]
    public void A_loop_is_left_out_within_a_segment_and_over_several()
    {
        const string Phrase = "Thank you for watching. ";
        Assert.Empty(Kept(Segment(string.Concat(Enumerable.Repeat(Phrase, 8)), 20)));
        Assert.Empty(Kept([.. Enumerable.Repeat(Segment(Phrase, 3), 8)]));
        Assert.Single(Kept(Segment(Phrase, 3)));
        Assert.Equal(2, Kept(Segment("No, no, no.", 2), Segment("Yes, yes.", 2)).Count); // people repeat themselves
    }

    [Theory]
    [InlineData(0.9, 0.2, false)]
    [InlineData(0.9, 0.9, true)]
    [InlineData(0.2, 0.2, true)]
    public void Where_likely_nobody_speaks_only_sure_words_are_kept(double noSpeech, double probability, bool isKept) =>
        Assert.Equal(isKept, Kept(Segment("Thank you.", 2, noSpeech, probability)).Count == 1);

    [Fact]
    public void Nobody_says_forty_words_in_a_second()
    {
        var many = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"w{i * i * 7919}"));
        Assert.Empty(Kept(Segment(many, 1)));
        Assert.Single(Kept(Segment(many, 12)));
        Assert.Single(Kept(Segment("Yes.", 0)));
    }

    [Fact]
    public void What_was_read_in_a_recording_is_kept()
    {
        const string Text = "There's iron, they say, in all our blood, and a grain or two perhaps is good; but his, he makes me harshly " +
            "feel, has got a little too much of steel.";

        Assert.Equal([Text], Kept(Segment(Text, 9)));
        Assert.InRange(HallucinationFilter.Compression(Text), 0.5, 2);
    }

    private static List<string> Kept(params RecognisedSegment[] segments) =>
        [.. HallucinationFilter.Keep(segments).Select(segment => segment.Text)];

    private static RecognisedSegment Segment(string text, double seconds, double noSpeech = 0.01, double probability = 0.9) =>
        new(0, seconds, text, noSpeech, [new RecognisedToken(text, 0, seconds, probability)]);
}
