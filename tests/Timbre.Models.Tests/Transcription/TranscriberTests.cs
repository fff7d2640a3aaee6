using Timbre.Audio;
using Timbre.Models.Tests.Material;
using Timbre.Models.Transcription;

namespace Timbre.Models.Tests.Transcription;

public class TranscriberTests
{
    private static readonly Transcriber Transcriber = new();

    [Fact]
    public void What_nobody_wrote_down_is_recognised()
    {
        var transcripts = Transcriber.Of([.. Reader.Recordings.Take(2).Select(recording => new Utterance(recording.Load(), null))], CancellationToken.None);

        Assert.All(transcripts, transcript => Assert.True(transcript!.IsRecognised));
        Assert.Contains("leisure", transcripts[0]!.Text, StringComparison.Ordinal);
        Assert.Contains("young man", transcripts[1]!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("undefined")]
    public void Nothing_written_and_nothing_heard_is_no_transcript(string? given) =>
        Assert.Null(Transcriber.Of(new Clip(new float[32000], 16000), given, CancellationToken.None));

    [Fact]
    public void Listening_ends_when_it_is_called_off()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Transcriber.Of(Reader.Recordings[0].Load(), null, source.Token));
    }
}
