namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Evidence for a part of speech: the score when a neighbour has one of some part-of-speech tags.</summary>
/// <param name="AnyOf">Tags of which the neighbour has at least one.</param>
/// <param name="Score">Added to the score of the part of speech; negative where the neighbour is evidence against it.</param>
/// <param name="ScoreWithS">The same for a homograph that ends in -s; null where that makes no difference.</param>
/// <param name="With">Tags of which it must have at least one as well; none where any will do.</param>
/// <param name="Without">Tags that it must not have.</param>
internal sealed record TagRule(
    PosTag AnyOf, double Score, double? ScoreWithS = null, PosTag With = PosTag.None, PosTag Without = PosTag.None)
{
    /// <summary>The score of the first rule that applies to a neighbour's tags; null when none does.</summary>
    public static double? FirstScore(TagRule[] rules, PosTag tags, bool endsInS = false) =>
        Array.Find(rules, rule => rule.AppliesTo(tags)) is { } rule
            ? endsInS ? rule.ScoreWithS ?? rule.Score : rule.Score
            : null;

    private bool AppliesTo(PosTag tags) =>
        (tags & AnyOf) != 0 && (With == PosTag.None || (tags & With) != 0) && (tags & Without) == 0;
}
