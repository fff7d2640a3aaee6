using Timbre.Models.Alignment;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices.Training;
using Timbre.Text;
using Timbre.Text.Terms;

namespace Timbre.Models.Tests.Alignment.Words;

public class TextScorerTests
{
    private static readonly SphinxAcousticModel Model = SphinxAcousticModel.English;

    [Fact]
    public void The_best_path_is_the_same_forward_and_backward()
    {
        var features = SphinxAcousticModel.ExtractFeatures(Reader.Recordings[1].Load());
        var graph = new WordGraph(Model.Phones, Words(Reader.Texts[1]));
        var scores = Model.Score(features, graph.States, CancellationToken.None);
        var loop = PhoneLoop.Best(Model, scores, graph.States.Length);
        var search = new ViterbiSearch(Model, graph, scores, loop);
        var (forward, backward) = (0f, 0f);

        search.Forward((_, ends) => forward = ViterbiSearch.Best(ends, graph.Ends), CancellationToken.None);
        search.Backward((_, starts) => backward = ViterbiSearch.Best(starts, graph.Starts), CancellationToken.None);

        Assert.Equal(forward, backward, 1.0);
    }

    [Fact]
    public void Words_lie_one_behind_the_other_within_the_recording()
    {
        foreach (var (recording, text) in Reader.Recordings.Zip(Reader.Texts))
        {
            var evidence = Weigh(recording, Words(text))!;

            Assert.InRange(evidence.Frames, 100 * recording.Seconds - 3, 100 * recording.Seconds);
            Assert.All(evidence.Words, word => Assert.InRange(word.EndFrame - word.StartFrame, 3 * word.Phones, 120));
            Assert.All(evidence.Words.Zip(evidence.Words.Skip(1)), pair => Assert.True(pair.Second.StartFrame >= pair.First.EndFrame - 1));
        }
    }

    [Fact]
    public void What_is_said_outweighs_anything_else_in_its_place()
    {
        var text = Reader.Texts[2].Split(' '); // unless to be rather cold hearted and rather selfish is to be ill disposed
        foreach (var (at, other) in ((int, string)[])[(0, "until"), (3, "father"), (4, "gold"), (8, "shellfish"), (13, "exposed")])
        {
            var right = Weigh(Reader.Recordings[2], Words(string.Join(' ', text)))!.Words[at].LogRatio;
            var failures =
                Weigh(
                    Reader.Recordings[2],
                    Words(string.Join(' ', text.Index().Select(word => word.Index == at ? other : word.Item))))!.Words[at].LogRatio;

            Assert.True(right > 0 && right > failures + 20, $"{text[at]}: {right:0}, {other}: {failures:0}");
        }
    }

    [Fact]
    public void More_words_than_can_be_said_are_not_weighed() =>
        Assert.Null(Weigh(Reader.Recordings[1], Words(string.Join(' ', Enumerable.Repeat(Reader.Texts[1], 5)))));

    private static TextEvidence? Weigh(TrainingRecording recording, IReadOnlyList<PronouncedWord> words) =>
        new TextScorer(Model).Score(SphinxAcousticModel.ExtractFeatures(recording.Load()), words, CancellationToken.None);

    private static PronouncedWord[] Words(string text)
    {
        var script = new ScriptReader(InstalledLexicon.English).Read(text, ReadingOptions.None);
        return [.. script.Phrases.SelectMany(phrase => phrase.Words).Select(word => Pronunciations.English.Of(word, script.Text))];
    }
}
