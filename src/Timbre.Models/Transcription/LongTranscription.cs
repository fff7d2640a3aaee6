using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Segmentation;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Transcription;

/// <summary>Writes down a recording of any length, in windows cut at pauses: memory holds two minutes of it.</summary>
/// <remarks>Any number of threads.</remarks>
public sealed class LongTranscription(IRecogniser recogniser)
{
    private const double MaxBatchSeconds = Transcriber.MaxSeconds;
    private readonly WordTimes _times = new();

    /// <summary>What is said in a WAV file.</summary>
    /// <param name="wavPath">Mono, as the decoder leaves it.</param>
    /// <param name="limits">What reading may cost.</param>
    /// <param name="language">A code of ISO 639; null where the recogniser is to find it out.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <exception cref="RecogniserFailedException">The recogniser broke off or took too long.</exception>
    /// <exception cref="RecogniserUnavailableException">It cannot be started.</exception>
    public RecognisedSpeech Of(string wavPath, AudioLimits limits, string? language, Action<double>? progress, CancellationToken ct)
    {
        var windows = PauseSegmenter.Cut(wavPath, limits, RecognitionWindows.Bounds, ct);
        var results = new List<RecognisedSpeech>();
        using var reader = WavReader.Open(wavPath, limits);
        var position = 0L;
        foreach (var batch in Batches(windows))
        {
            AudioClip[] clips = [.. batch.Select(window => Read(reader, window, ref position))];
            foreach (var ((clip, window), speech) in clips.Zip(batch).Zip(recogniser.Recognise(clips, language, ct)))
            {
                results.Add(Shifted(_times.Align(clip, speech, ct), window.StartSeconds));
                if (speech.Sentences.Count > 0)
                    language ??= speech.Language; // the first that is understood decides for the rest of a recording
            }

            progress?.Invoke(results.Count / (double)windows.Count);
        }

        return Joined(results);
    }

    private static IEnumerable<List<AudioSegment>> Batches(IReadOnlyList<AudioSegment> windows)
    {
        var batch = new List<AudioSegment>();
        foreach (var window in windows)
        {
            if (batch.Count > 0 && batch.Sum(one => one.Seconds) + window.Seconds > MaxBatchSeconds)
            {
                yield return batch;
                batch = [];
            }

            batch.Add(window);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>The sound of a window; windows come in order and do not overlap.</summary>
    private static AudioClip Read(WavReader reader, AudioSegment window, ref long position)
    {
        var start = (long)Math.Round(window.StartSeconds * reader.RateHz);
        var skipped = new float[8192];
        while (position < start && reader.Read(skipped.AsSpan(0, (int)Math.Min(skipped.Length, start - position))) is var count and > 0)
            position += count;
        var samples = new float[(int)Math.Round(window.Seconds * reader.RateHz)];
        var length = 0;
        while (length < samples.Length && reader.Read(samples.AsSpan(length)) is var count and > 0)
            length += count;
        position += length;
        return new AudioClip(samples[..length], reader.RateHz);
    }

    private static RecognisedSpeech Shifted(RecognisedSpeech speech, double seconds) => speech with
    {
        Sentences = [.. speech.Sentences.Select(sentence => new RecognisedSentence(
            sentence.Text, sentence.StartSeconds + seconds, sentence.EndSeconds + seconds,
            [.. sentence.Words.Select(word => word with
            {
                StartSeconds = word.StartSeconds + seconds,
                EndSeconds = word.EndSeconds + seconds,
            })]))],
    };

    private static RecognisedSpeech Joined(IReadOnlyList<RecognisedSpeech> parts)
    {
        var understood = parts.Where(part => part.Sentences.Count > 0).ToList();
        return understood.Count == 0 ? RecognisedSpeech.Nothing
            : new RecognisedSpeech(
                [.. understood.SelectMany(part => part.Sentences)], understood[0].Language, understood.Average(part => part.Confidence));
    }
}
