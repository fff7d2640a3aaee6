using FsCheck;
using FsCheck.Fluent;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Tests.Analysis;

public sealed class SampleScoreTests
{
    private static readonly Gen<EstimatedScores> Scores =
        from stoi in Between(0, 1)
        from pesq in Between(1, 4.64)
        from ratio in Between(-20, 40)
        select new EstimatedScores(stoi, pesq, ratio);

    private static readonly Gen<Finding> Findings =
        from code in Gen.Elements(FindingCodes.Noisy, FindingCodes.Hum, FindingCodes.Silent, FindingCodes.PoorQuality)
        from severity in Gen.Elements(Severity.Note, Severity.Warn, Severity.Fix)
        select Of(code, severity);

    private static readonly Gen<(EstimatedScores Scores, Finding[] Findings)> Cases =
        from scores in Scores
        from findings in Findings.ListOf()
        select (scores, findings.ToArray());

    [Fact]
    public void The_score_lies_between_0_and_1() => Holds(Cases, one => SampleScore.Of(one.Scores, one.Findings) is >= 0 and <= 1);

    [Fact]
    public void Better_scores_never_lower_it() => Holds(from one in Cases from more in Between(0, 20) select (one, more), given =>
    {
        var ((scores, findings), more) = given;
        var score = SampleScore.Of(scores, findings);
        return SampleScore.Of(scores with { Stoi = scores.Stoi + more }, findings) >= score
            && SampleScore.Of(scores with { PesqWb = scores.PesqWb + more }, findings) >= score
            && SampleScore.Of(scores with { SiSdrDb = scores.SiSdrDb + more }, findings) >= score;
    });

    [Fact]
    public void Another_finding_or_a_graver_one_never_raises_it() =>
        Holds(from one in Cases from finding in Findings select (one, finding), given =>
    {
        var ((scores, findings), finding) = given;
        EstimatedScores?[] known = [scores, null];
        return known.All(scores =>
            SampleScore.Of(scores, [.. findings, finding]) <= SampleScore.Of(scores, findings)
            && SampleScore.Of(
                scores, [.. findings, finding with { Severity = Severity.Fix }]) <= SampleScore.Of(scores, [.. findings, finding]));
    });

    [Fact]
    public void What_the_guide_works_out_by_hand_is_what_comes_out()
    {
        Assert.Equal(1, SampleScore.Of(new EstimatedScores(1, 4.5, 30), []), 1e-9);
        Assert.Equal((0.3 * 0.8) + (0.4 * 0.5) + (0.3 * 0.6), SampleScore.Of(new EstimatedScores(0.9, 2.5, 15), []), 1e-9);
        Assert.Equal(
            0.62 * 0.9 * 0.4,
            SampleScore.Of(
                new EstimatedScores(0.9, 2.5, 15),
                [Of(FindingCodes.Hum, Severity.Warn), Of(FindingCodes.Noisy, Severity.Fix), Of(FindingCodes.LongSilence, Severity.Note)]),
            1e-9);
        Assert.Equal(0, SampleScore.Of(new EstimatedScores(1, 4.5, 30), [Of(FindingCodes.Silent, Severity.Fix)]));
        Assert.Equal(0.5, SampleScore.Of(null, []));
    }

    private static Finding Of(string code, Severity severity) => new(code, severity, 0, 1, 0, 0, "dB", "", "");

    private static Gen<double> Between(double min, double max) => Gen.Choose(0, 1000).Select(part => min + ((max - min) * part / 1000));

    private static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
