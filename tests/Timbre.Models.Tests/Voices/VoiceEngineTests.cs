using Timbre.Audio;
using Timbre.Audio.Pitch;
using Timbre.Models.Nn;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public class VoiceEngineTests
{
    private const string Text = "Nobody recorded this sentence. The birch canoe slid on the smooth planks!";

    private static readonly VoiceEngine Engine = EmbeddedModels.Engine;

    private static List<SpokenPhrase> Speak(VoiceModel model, string text = Text) =>
        [.. Engine.Open(model, Engine.Read(text), 1).SpeakAll(CancellationToken.None)];

    private static float[] Samples(IEnumerable<SpokenPhrase> phrases) => [.. phrases.SelectMany(phrase => phrase.Sound.Samples)];

    private static double MedianF0(AudioClip clip) =>
        new Harvest(clip.RateHz).Estimate(clip.Samples).Where(hz => hz > 0).Order().ToArray() is { Length: > 0 } hz ? hz[hz.Length / 2] : 0;

    [Fact]
    public void A_voice_speaks_at_the_pitch_of_its_speaker()
    {
        var speaker = Reader.Recordings.Select(recording => MedianF0(recording.Load())).Order().ElementAt(2);

        var spoken = MedianF0(new AudioClip(Samples(Speak(Reader.Voice.Value)), SpeechFormat.SampleRateHz));

        Assert.InRange(spoken, speaker * 0.85, speaker * 1.15);
    }

    [Fact]
    public void What_is_spoken_is_loud_and_nowhere_clipped()
    {
        var samples = Samples(Speak(Reader.Voice.Value));

        Assert.InRange(10 * Math.Log10(samples.Average(sample => sample * sample)), -30, -20);
        Assert.True(samples.Max(Math.Abs) < 1);
        Assert.True(samples.Zip(samples.Skip(1)).Max(pair => Math.Abs(pair.First - pair.Second)) < 0.7, "a sample wrapped around");
    }

    [Fact]
    public void Phrases_come_one_by_one_and_hold_the_words_of_the_text()
    {
        var phrases = Speak(Reader.Voice.Value);

        Assert.Equal(
            ["Nobody recorded this sentence. ", "The birch canoe slid on the smooth planks!"],
            phrases.Select(phrase => string.Concat(phrase.Graphemes.Select(graph => graph.Text))));
    }

    [Fact]
    public void Phones_follow_each_other_to_the_end_of_the_phrase()
    {
        foreach (var phrase in Speak(Reader.Voice.Value))
        {
            Assert.All(phrase.Phones.Zip(phrase.Phones.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds, 6));
            Assert.All(phrase.Phones, phone => Assert.True(phone.EndSeconds >= phone.StartSeconds));
            Assert.Equal(phrase.Sound.Seconds, phrase.Phones[^1].EndSeconds, 0.03);
        }
    }

    [Fact]
    public void The_same_recordings_text_and_seed_give_the_same_samples()
    {
        var again = EmbeddedModels.Engine.Train([.. Reader.Recordings.Take(2)], VoiceType.Rapid, 1, null, null, CancellationToken.None);

        Assert.Equal(Samples(Speak(Reader.Voice.Value)), Samples(Speak(again)));
    }

    [Fact]
    public void A_voice_that_was_saved_and_loaded_speaks_the_same()
    {
        using var file = new MemoryStream();
        Reader.Voice.Value.Save(file);
        file.Position = 0;

        Assert.Equal(Samples(Speak(Reader.Voice.Value)), Samples(Speak(VoiceModel.Load(file))));
    }

    [Fact]
    public void Progress_never_goes_back_and_ends_at_one()
    {
        var message = new ReportedProgress();

        EmbeddedModels.Engine.Train([.. Reader.Recordings.Take(2)], VoiceType.Rapid, 2, message, null, CancellationToken.None);

        Assert.Equal(message.Fractions.Order(), message.Fractions);
        Assert.Equal(1, message.Fractions[^1]);
    }

    [Fact]
    public void Where_hardly_a_word_is_recognised_a_base_voice_is_adapted_and_progress_goes_on()
    {
        var message = new ReportedProgress();
        var word = new TrainingRecording("word", () => Reader.Recordings[0].Load().Cut(0.5, 2), null, 1.5);

        var model = EmbeddedModels.Engine.Train([word], VoiceType.Rapid, 2, message, null, CancellationToken.None);

        Assert.IsType<ClustergenParameters>(model.Parameters);
        Assert.Equal(message.Fractions.Order(), message.Fractions);
        Assert.Equal(1, message.Fractions[^1]);
    }

    [Fact]
    public void A_cancelled_training_stops()
    {
        using var cancel = new CancellationTokenSource();
        var message = new ReportedProgress { Then = cancel.Cancel };

        Assert.ThrowsAny<OperationCanceledException>(() =>
            EmbeddedModels.Engine.Train(Reader.Recordings, VoiceType.Rapid, 1, message, null, cancel.Token));
    }

    [Fact]
    public void Recordings_of_no_use_are_left_out()
    {
        var silent = new TrainingRecording("silent", () => new AudioClip(new float[32000], 16000), null, 2);
        var broken = new TrainingRecording("broken", () => throw new IOException("gone"), null, 2);

        var model = EmbeddedModels.Engine.Train(
            [silent, .. Reader.Recordings.Take(2), broken], VoiceType.Rapid, 2, null, null, CancellationToken.None);

        Assert.Equal(Samples(Speak(Reader.Voice.Value)), Samples(Speak(model)));
    }

    [Fact]
    public void Recordings_without_any_speech_are_refused_with_the_reasons()
    {
        var silent = new TrainingRecording("one.wav", () => new AudioClip(new float[32000], 16000), null, 2);
        var broken = new TrainingRecording("two.wav", () => throw new IOException("gone"), null, 2);

        var refusal = Assert.Throws<VoiceDataException>(() =>
            EmbeddedModels.Engine.Train([silent, broken], VoiceType.Rapid, 2, null, null, CancellationToken.None));

        Assert.Contains("one.wav: it is silent", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("two.wav: it cannot be read (gone)", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("...")]
    [InlineData("你好")]
    public void Text_without_anything_to_say_is_refused_before_anything_is_spoken(string text) =>
        Assert.Throws<ScriptException>(() => Engine.Read(text));

    [Fact]
    public void Control_characters_quotes_and_options_in_a_text_are_only_text()
    {
        var phrases = Speak(Reader.Voice.Value, "-o /tmp/x $(id) `id` \u0001\u001b \"yes\" <speak> naïve\0café");

        Assert.All(phrases, phrase => Assert.NotEmpty(phrase.Sound.Samples));
    }

    private sealed class ReportedProgress : IProgress<TrainingProgress>
    {
        public List<double> Fractions { get; } = [];

        public Action? Then { get; init; }

        public void Report(TrainingProgress value)
        {
            Fractions.Add(value.Fraction);
            if (Fractions.Count == 1)
                Then?.Invoke();
        }
    }
}
