using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Segmentation;
using Timbre.Bundles.Files;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Protocol;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>
/// A Whisper model that a user has brought, run in a process of its own. It hears stretches of speech alone, cut at pauses: of silence and
/// noise such a model makes up sentences.
/// </summary>
/// <param name="host">Runs the model.</param>
/// <param name="owner">For whom: owners take turns at the model.</param>
public sealed class BundleRecogniser(ModelHost host, string owner) : IRecogniser
{
    /// <inheritdoc/>
    public string Version => $"{host.Bundle.Name}-{host.Bundle.Version}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Languages => host.Bundle.Manifest.Languages;

    /// <inheritdoc/>
    public IReadOnlyList<RecognisedSpeech> Recognise(IReadOnlyList<AudioClip> clips, string? language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clips);
        return [.. clips.Select(clip => Recognise(clip, new RecogniseRequest(language), ct))];
    }

    /// <summary>What is said in one clip, window after window.</summary>
    private RecognisedSpeech Recognise(AudioClip clip, RecogniseRequest request, CancellationToken ct)
    {
        var sentences = new List<RecognisedSentence>();
        string? language = null;
        foreach (var window in RecognitionWindows.Of(clip))
        {
            var (recognised, kept) = Understand(window.Samples, request with { Language = request.Language ?? language }, ct);
            if (kept.Count > 0)
                language ??= recognised.Language; // the first that is understood decides for the rest of a recording
            sentences.AddRange(kept.Select(segment => SegmentWords.Sentence(segment, window.StartSeconds)));
        }

        return sentences.Count == 0 ? RecognisedSpeech.Nothing
            : new RecognisedSpeech(sentences, language, sentences.SelectMany(sentence => sentence.Words).Average(word => word.Probability));
    }

    /// <summary>
    /// Half of the work is saved by computing no more context than the sound is long, and a little of it is lost by that, too: where
    /// something seems made up, the model hears it again in full.
    /// </summary>
    private (Recognised Speech, IReadOnlyList<RecognisedSegment> Kept) Understand(
        ReadOnlyMemory<float> samples, RecogniseRequest request, CancellationToken ct)
    {
        var recognised = Ask(samples, request, ct);
        var kept = HallucinationFilter.Keep(recognised.Segments);
        if (kept.Count == recognised.Segments.Count)
            return (recognised, kept);
        recognised = Ask(samples, request with { FullContext = true }, ct);
        return (recognised, HallucinationFilter.Keep(recognised.Segments));
    }

    private Recognised Ask(ReadOnlyMemory<float> samples, RecogniseRequest request, CancellationToken ct)
    {
        try
        {
            return host.Recognise(samples, request, owner, ct);
        }
        catch (Exception problem) when (problem is BundleException or ModelHostException { IsStart: true })
        {
            throw new RecogniserUnavailableException(problem.Message, problem);
        }
        catch (ModelHostException problem)
        {
            throw new RecogniserFailedException(problem.Message, problem);
        }
    }
}

/// <summary>The speech of a clip in stretches that a model hears at once.</summary>
internal static class RecognitionWindows
{
    /// <summary>A little less than a model hears at once.</summary>
    public static readonly SegmentBounds Bounds = new(minSeconds: 1, maxSeconds: MessagePipe.MaxSeconds - 1);

    /// <summary>In order; none where nobody speaks.</summary>
    public static IEnumerable<(double StartSeconds, ReadOnlyMemory<float> Samples)> Of(AudioClip clip)
    {
        var sound = Resampler.Convert(clip, MessagePipe.RateHz);
        return PauseSegmenter.Cut(sound, Bounds)
            .Select(window => (window.StartSeconds, (ReadOnlyMemory<float>)sound.Cut(window.StartSeconds, window.EndSeconds).Samples));
    }
}
