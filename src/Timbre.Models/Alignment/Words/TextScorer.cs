using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// Weighs every word of a text against the recording: the best path that says it against the best that says anything else in its place.
/// </summary>
/// <remarks>Time and memory grow with frames times phones: 60 s with 1000 phones take about 2 s and 150 MB.</remarks>
internal sealed class TextScorer(SphinxAcousticModel model)
{
    /// <summary>The most phones a second that anybody says over a whole recording; a text with more cannot be what is said.</summary>
    private const double MaxPhonesPerSecond = 25;

    private const int FramesPerSecond = PocketSphinx.RateHz / CepstralFrontEnd.HopSamples;

    /// <summary>Evidence of the recording on the words; null if there are too many for its length.</summary>
    public TextEvidence? Score(CepstralFeatures features, IReadOnlyList<PronouncedWord> words, CancellationToken ct)
    {
        if (words.Sum(word => word.MinPhones) > MaxPhonesPerSecond / FramesPerSecond * features.Frames)
            return null;
        var graph = new WordGraph(model.Phones, words);
        var scores = model.Score(features, graph.States, ct);
        var anySpeech = PhoneLoop.Best(model, scores, graph.States.Length);
        var paths = new ForwardBackwardScores(graph, new ViterbiSearch(model, graph, scores, anySpeech), anySpeech, ct);
        return new TextEvidence(
            [.. words.Select((word, i) => paths.Word(i, word.MinPhones))],
            [.. Enumerable.Range(0, words.Count + 1).Select(paths.Gap)],
            features.Frames);
    }
}
