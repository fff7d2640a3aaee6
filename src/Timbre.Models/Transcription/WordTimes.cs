using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text.Terms;

namespace Timbre.Models.Transcription;

/// <summary>Times of recognised English words from their alignment with the sound; a recogniser guesses at them.</summary>
/// <remarks>Any number of threads.</remarks>
internal sealed class WordTimes
{
    private readonly TextChecker _checker = new();

    /// <summary>The same speech with the words where the sound has them; as it is where its words cannot be aligned.</summary>
    /// <param name="sound">What was recognised, at most <see cref="Transcriber.MaxSeconds"/>.</param>
    public RecognisedSpeech Align(AudioClip sound, RecognisedSpeech speech, CancellationToken ct)
    {
        if (speech.Language != "en" || SpokenText.Read(speech.Text, ReadingOptions.None) is not { } spoken)
            return speech;
        var check = _checker.Check(SphinxAcousticModel.ExtractFeatures(sound), spoken, ct);
        if (!check.IsChecked || check.Words.Any(word => double.IsNegativeInfinity(word.LogRatio)))
            return speech;

        var offset = 0;
        var sentences = new List<RecognisedSentence>();
        foreach (var sentence in speech.Sentences)
        {
            var words = new List<RecognisedWord>();
            var at = 0;
            foreach (var word in sentence.Words)
            {
                var start = sentence.Text.IndexOf(word.Word, at, StringComparison.Ordinal);
                at = start < 0 ? at : start + word.Word.Length;
                words.Add(start < 0 ? word : Aligned(word, offset + start, offset + at, spoken, check));
            }

            sentences.Add(words.Count == 0 ? sentence
                : sentence with { Words = words, StartSeconds = words[0].StartSeconds, EndSeconds = words[^1].EndSeconds });
            offset += sentence.Text.Length + 1; // as RecognisedSpeech.Text joins them
        }

        return speech with { Sentences = sentences };
    }

    /// <summary>A word of the text says one word or more ("1876"), or none ("-").</summary>
    private static RecognisedWord Aligned(RecognisedWord word, int start, int end, SpokenText spoken, TextCheck check)
    {
        var own = Enumerable.Range(0, spoken.Offsets.Count).Where(i => spoken.Offsets[i] >= start && spoken.Offsets[i] < end)
            .Select(i => check.Words[i]).ToList();
        return own.Count == 0 ? word
            : word with { StartSeconds = own.Min(one => one.StartSeconds), EndSeconds = own.Max(one => one.EndSeconds) };
    }
}
