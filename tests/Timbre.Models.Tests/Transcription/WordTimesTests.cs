using Timbre.Audio;
using Timbre.Models.Tests.Material;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription;

public sealed class WordTimesTests
{
    private const double LeadSeconds = 1;

    private static readonly WordTimes Times = new();

    /// <summary>A second of silence, "The ship left the harbour in 1876.", half a second of silence, "Nobody waved."</summary>
    private static readonly Lazy<(AudioClip Sound, double SecondStart)> Spoken = new(() =>
    {
        var (first, second) = (FliteSpeech.Say("The ship left the harbour in eighteen seventy six."), FliteSpeech.Say("Nobody waved."));
        var rate = first.RateHz;
        float[] beginning = [.. new float[(int)(LeadSeconds * rate)], .. first.Samples, .. new float[rate / 2]];
        return (new AudioClip([.. beginning, .. second.Samples], rate), (double)beginning.Length / rate);
    });

    [Fact]
    public void Words_get_the_times_that_the_sound_has_them_at()
    {
        var (sound, second) = Spoken.Value;
        var speech = Speech("en", "The ship left the harbour in 1876.", "Nobody waved.");

        var aligned = Times.Align(sound, speech, CancellationToken.None);

        Assert.Equal(speech.Text, aligned.Text);
        var words = aligned.Words.ToList();
        Assert.Equal(speech.Words.Select(word => word.Word), words.Select(word => word.Word));
        Assert.All(words, word => Assert.True(word.EndSeconds > word.StartSeconds));
        Assert.All(words.Zip(words.Skip(1)), pair => Assert.True(pair.Second.StartSeconds >= pair.First.EndSeconds - 0.02));
        Assert.InRange(words[0].StartSeconds, LeadSeconds, LeadSeconds + 0.4);
        Assert.InRange(words[6].EndSeconds - words[6].StartSeconds, 0.7, 2); // 1876 is four words
        Assert.InRange(words[7].StartSeconds, second, second + 0.4);
        Assert.InRange(words[^1].EndSeconds, second + 0.5, sound.Seconds);
    }

    [Fact]
    public void Speech_that_cannot_be_aligned_stays_as_it_is()
    {
        var (sound, _) = Spoken.Value;
        foreach (var speech in (RecognisedSpeech[])[
            Speech("de", "Das Schiff verließ den Hafen."), Speech("en", "1876"), Speech("en", "日本"), RecognisedSpeech.Nothing,
            Speech("en", string.Join(' ', Enumerable.Repeat("Nobody says that many words in four seconds.", 20)))
        ])
            Assert.Same(speech, Times.Align(sound, speech, CancellationToken.None));
    }

    [Fact]
    public void A_word_that_is_not_in_the_text_keeps_its_times()
    {
        var (sound, _) = Spoken.Value;
        var speech = Speech("en", "The ship left the harbour in 1876.", "Nobody waved.");
        var stranger = new RecognisedWord("an unusually long stranger that is longer than its sentence", 0.1, 0.2, 1);
        speech = speech with
        {
            Sentences = [speech.Sentences[0], speech.Sentences[1] with { Words = [stranger, .. speech.Sentences[1].Words] }],
        };

        var words = Times.Align(sound, speech, CancellationToken.None).Words.ToList();

        Assert.Equal(stranger, words[7]);
        Assert.True(words[8].StartSeconds > 3);
    }

    /// <summary>Sentences whose words have wrong times.</summary>
    private static RecognisedSpeech Speech(string language, params string[] sentences) => new(
        [.. sentences.Select(text => new RecognisedSentence(
            text, 0, 1, [.. text.Split(' ').Select(word => new RecognisedWord(word, 0, 0.01, 0.9))]))],
        language, 0.9);
}
