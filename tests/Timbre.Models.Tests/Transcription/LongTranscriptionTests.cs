using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Tests.Material;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription;

public sealed class LongTranscriptionTests : IDisposable
{
    private static readonly Lazy<AudioClip> Sentence = new(() =>
        FliteSpeech.Say("The evening train was late again, and nobody on the platform could say why."));

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Silence_is_given_to_no_recogniser()
    {
        var recogniser = new Listener();

        var speech = Transcribe(recogniser, new float[20 * Sentence.Value.RateHz], []);

        Assert.Empty(recogniser.Batches);
        Assert.Same(RecognisedSpeech.Nothing, speech);
    }

    [Fact]
    public void Words_have_their_times_in_the_whole_recording()
    {
        var recogniser = new Listener();
        var rate = Sentence.Value.RateHz;
        float[] samples = [
            .. new float[10 * rate], .. Sentence.Value.Samples, .. new float[40 * rate], .. Sentence.Value.Samples, .. new float[5 * rate]
        ];
        for (var i = 0; i < samples.Length; i++)
            samples[i] += 1e-4f * MathF.Sin(i); // a hum that tells the places apart

        var speech = Transcribe(recogniser, samples, []);

        double[] starts = [10, 50 + Sentence.Value.Seconds];
        Assert.Equal(starts.Length, speech.Sentences.Count);
        foreach (var ((start, sentence), clip) in starts.Zip(speech.Sentences).Zip(recogniser.Batches.SelectMany(batch => batch)))
        {
            Assert.InRange(sentence.StartSeconds, start - 1, start + 0.3);
            var word = Assert.Single(sentence.Words);
            Assert.Equal(sentence.StartSeconds + Listener.WordStart, word.StartSeconds, 6);
            Assert.Equal(sentence.StartSeconds + clip.Seconds, sentence.EndSeconds, 6);
            var first = (int)Math.Round(sentence.StartSeconds * rate);
            Assert.Equal(samples[first..(first + clip.Samples.Length)], clip.Samples, (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    [Fact]
    public void A_recording_is_heard_in_batches_of_two_minutes_at_most_and_progress_is_told()
    {
        var recogniser = new Listener();
        var rate = Sentence.Value.RateHz;
        var gap = new float[rate];
        var samples = Enumerable.Repeat((float[])[.. Sentence.Value.Samples, .. gap], 60).SelectMany(part => part).ToArray();
        var shares = new List<double>();

        var speech = Transcribe(recogniser, samples, shares);

        var all = recogniser.Batches.Sum(batch => batch.Sum(clip => clip.Seconds));
        Assert.InRange(all, 60 * Sentence.Value.Seconds * 0.9, (double)samples.Length / rate);
        Assert.InRange(recogniser.Batches.Count, (int)(all / 120), (int)(all / 90) + 1);
        Assert.All(recogniser.Batches, batch => Assert.InRange(batch.Sum(clip => clip.Seconds), 1, 120.1));
        Assert.All(recogniser.Batches.SelectMany(batch => batch), clip => Assert.InRange(clip.Seconds, 1, 29));
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(recogniser.Batches.Count, shares.Count);
        Assert.Equal(1, shares[^1]);
        var starts = speech.Sentences.Select(sentence => sentence.StartSeconds).ToList();
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public void The_language_that_was_found_first_is_asked_for_in_the_rest()
    {
        var recogniser = new Listener();
        var samples = Enumerable.Repeat(Sentence.Value.Samples, 40).SelectMany(part => part).ToArray();

        var speech = Transcribe(recogniser, samples, []);

        Assert.Equal(Listener.Language, speech.Language);
        Assert.True(recogniser.Languages.Count > 1);
        Assert.Equal([null, .. Enumerable.Repeat(Listener.Language, recogniser.Languages.Count - 1)], recogniser.Languages);
    }

    [Fact]
    public void A_caller_who_stops_it_gets_no_half_transcript()
    {
        using var stop = new CancellationTokenSource();
        var recogniser = new Listener { OnBatch = stop.Cancel };
        var samples = Enumerable.Repeat(Sentence.Value.Samples, 40).SelectMany(part => part).ToArray();
        WavWriter.Write(_file, new AudioClip(samples, Sentence.Value.RateHz));

        Assert.ThrowsAny<OperationCanceledException>(() => new LongTranscription(recogniser).Of(
            _file, AudioLimits.UpTo(3600, long.MaxValue), null, null, stop.Token));
    }

    private RecognisedSpeech Transcribe(IRecogniser recogniser, float[] samples, List<double> shares)
    {
        WavWriter.Write(_file, new AudioClip(samples, Sentence.Value.RateHz));
        return new LongTranscription(recogniser).Of(
            _file, AudioLimits.UpTo(3600, long.MaxValue), null, shares.Add, CancellationToken.None);
    }

    /// <summary>Finds one sentence of one word in each clip, in a language whose words are not aligned, and keeps the clips.</summary>
    private sealed class Listener : IRecogniser
    {
        public const string Language = "eo";
        public const double WordStart = 0.25;

        public string Version => "test";

        IReadOnlyList<string> IRecogniser.Languages => [Language];

        public List<IReadOnlyList<AudioClip>> Batches { get; } = [];

        /// <summary>What was asked for with each batch.</summary>
        public List<string?> Languages { get; } = [];

        /// <summary>Called for each batch.</summary>
        public Action? OnBatch { get; init; }

        public IReadOnlyList<RecognisedSpeech> Recognise(IReadOnlyList<AudioClip> clips, string? language, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            Batches.Add(clips);
            Languages.Add(language);
            OnBatch?.Invoke();
            return [.. clips.Select(clip => new RecognisedSpeech(
                [new RecognisedSentence("Vorto.", 0, clip.Seconds, [new RecognisedWord("Vorto.", WordStart, 0.5, 1)])], Language, 0.5))];
        }
    }
}
