using Timbre.Audio;
using Timbre.Models.Tests.Material;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription;

public class TranscriberTests
{
    private static readonly Transcriber Transcriber = new(new PocketSphinxRecogniser());
    private static readonly Lazy<AudioClip> Lantern = new(() =>
        FliteSpeech.Say("Please bring the yellow lantern to the harbour, because the captain is waiting."));

    [Fact]
    public void What_nobody_wrote_down_is_recognised_each_recording_for_itself()
    {
        var transcripts = Transcriber.Of(
            [.. Reader.Recordings.Take(3).Select(recording => new TranscriptionInput(recording.Load(), null))], CancellationToken.None);

        Assert.All(transcripts.Zip(Reader.Texts), pair =>
        {
            var (recognised, spoken) = (pair.First!.Text.Split(' '), pair.Second.Split(' '));
            Assert.True(pair.First!.IsRecognised);
            Assert.InRange(recognised.Intersect(spoken).Count(), spoken.Length / 2, spoken.Length);
            Assert.InRange(pair.First.Confidence, 0.3, 1);
        });
    }

    [Fact]
    public void A_text_that_fits_is_kept_to_the_letter()
    {
        const string Text = "  Please — bring the YELLOW lantern to the harbour; because the captain is waiting…";

        var transcript = Transcriber.Of(Lantern.Value, Text, CancellationToken.None)!;

        Assert.Equal(Text.Trim(), transcript.Text);
        Assert.False(transcript.IsRecognised);
        Assert.InRange(transcript.Confidence, 0.95, 1);
        Assert.Empty(transcript.WordsAtFault);
    }

    [Fact]
    public void A_text_that_does_not_fit_gives_way_to_what_is_heard_and_tells_where()
    {
        var transcript =
            Transcriber.Of(
                Lantern.Value, "Please bring the yellow blanket to the harbour, because the captain is waiting.", CancellationToken.None)!;

        Assert.True(transcript.IsRecognised);
        Assert.Contains("yellow lantern", transcript.Text, StringComparison.Ordinal);
        var fault = Assert.Single(transcript.WordsAtFault);
        Assert.Equal("blanket", fault.Word);
        Assert.InRange(fault.StartSeconds, 0.5, fault.EndSeconds);
    }

    [Fact]
    public void A_text_in_another_alphabet_is_kept_and_not_trusted()
    {
        const string Text = "Пожалуйста, принесите жёлтый фонарь.";

        Assert.Equal((Text, false, 0.0), Key(Transcriber.Of(Lantern.Value, Text, CancellationToken.None)!));
    }

    [Fact]
    public void A_text_in_another_language_is_kept_where_nothing_better_is_heard()
    {
        const string Text = "Por favor traiga la linterna amarilla al puerto porque el capitán espera.";
        // speech, but in no language
        var foreign = new AudioClip([.. Reader.Recordings[0].Load().Samples.Reverse()], Reader.Recordings[0].Load().RateHz);

        var transcript = Transcriber.Of(foreign, Text, CancellationToken.None)!;

        Assert.Equal(Text, transcript.Text);
        Assert.False(transcript.IsRecognised);
        Assert.InRange(transcript.Confidence, 0, 0.6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("undefined")]
    public void Nothing_written_and_nothing_heard_is_no_transcript(string? given) =>
        Assert.Null(Transcriber.Of(new AudioClip(new float[32000], 16000), given, CancellationToken.None));

    [Fact]
    public void Listening_ends_when_it_is_called_off()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Transcriber.Of(Reader.Recordings[0].Load(), null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Transcriber.Of(Reader.Recordings[0].Load(), Reader.Texts[0], source.Token));
    }

    private static (string Text, bool IsRecognised, double Confidence) Key(Timbre.Models.Analysis.Transcript transcript) =>
        (transcript.Text, transcript.IsRecognised, transcript.Confidence);
}
