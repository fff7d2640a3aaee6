using Timbre.Models.Analysis;
using Timbre.Models.Tests.Material;
using Xunit.Abstractions;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>Clean recordings, and what is said of them after each came to each kind of harm.</summary>
public sealed class DegradationTests(ITestOutputHelper output)
{
    private const double MinPrecision = 0.95;
    private const double MinRecall = 0.95;

    /// <summary>No kind may hide behind the others.</summary>
    private const double MinRecallOfKind = 0.8;

    private const double MaxCondemned = 0.01;

    private static readonly RecordingAnalyser Analyser = new(EmbeddedModels.Encoder);

    [Fact]
    public void Harm_done_to_readers_and_synthetic_voices_is_named_and_nothing_else_is_condemned() => AssertNamed(Speakers.Tuned());

    [Fact]
    public void Harm_done_to_announcers_of_four_languages_is_named_and_nothing_else_is_condemned() => AssertNamed(Speakers.HeldOut());

    [Fact]
    public void Of_clean_speech_less_than_one_in_a_hundred_is_condemned()
    {
        var severe = Speakers.Clean()
            .Select(spoken =>
                (spoken.Speaker, spoken.Name, Codes: Outcome.SevereOf(Analyser.Analyse(spoken.Clip, null, null).Findings))).ToList();
        var condemned = severe.Where(one => one.Codes.Length > 0).Select(one => $"{one.Speaker} {one.Name}: {string.Join(' ', one.Codes)}")
            .ToList();

        output.WriteLine($"{severe.Count} recordings, {condemned.Count} condemned {string.Join(", ", condemned)}");
        Assert.True(severe.Count > 100 && condemned.Count < MaxCondemned * severe.Count, string.Join('\n', condemned));
    }

    private void AssertNamed(IReadOnlyList<Spoken> clean)
    {
        var wrongOfClean = clean.SelectMany(spoken =>
            Outcome.SevereOf(Analyser.Analyse(spoken.Clip, null, null).Findings)
                .Select(code => $"clean, {spoken.Speaker} {spoken.Name}: {code}"))
            .ToList();
        var outcomes =
            from kind in DegradationKind.All
            from harm in kind.Strengths
            from one in clean.Index()
            select new Outcome(
                kind, harm.Strength, harm.Wanted, one.Item, Analyser.Analyse(harm.Do(one.Item.Clip, one.Index), null, null).Findings);
        var table = new ConfusionTable(wrongOfClean, [.. outcomes]);

        output.WriteLine(
            $"{clean.Count} recordings of {clean.Select(spoken => spoken.Speaker).Distinct()
                .Count()} speakers: {string.Join(", ", clean.Select(spoken => $"{spoken.Speaker} {spoken.Name}"))}");
        output.WriteLine(table.ToString());
        Assert.Empty(wrongOfClean);
        Assert.True(
            table.Precision >= MinPrecision && table.Recall >= MinRecall,
            $"precision {table.Precision:0.000}, recall {table.Recall:0.000}");
        Assert.All(
            DegradationKind.All,
            kind => Assert.True(table.RecallOf(kind) >= MinRecallOfKind, $"{kind.Name}: {table.RecallOf(kind):0.00}"));
    }
}
