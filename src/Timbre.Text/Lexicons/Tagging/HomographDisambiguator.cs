namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Homograph disambiguation: the reading with the highest sum of rule scores and trained weights.</summary>
internal static class HomographDisambiguator
{
    private static readonly Lazy<HomographModel> Model = new(HomographModelFile.Load);

    /// <summary>The phones of the reading that fits best at a place.</summary>
    public static byte[] Disambiguate(Homograph homograph, TaggedPhrase phrase, int at) =>
        homograph.Readings[BestReading(Model.Value, homograph, phrase, at)].Symbols;

    /// <summary>The same by any model; the index of the reading.</summary>
    internal static int BestReading(HomographModel model, Homograph homograph, TaggedPhrase phrase, int at)
    {
        if (phrase[at] == "used" && phrase[at + 1] == "to")
            return HomographRuleScores.IsHabitualUsedTo(phrase, at) ? 1 : 0;
        var isTrained = model.Words.Contains(phrase[at]);
        Span<uint> features = stackalloc uint[HomographFeatures.MaxCount];
        var found = isTrained ? HomographFeatures.Extract(phrase, at, features) : default;
        var (best, bestScore) = (0, double.NegativeInfinity);
        for (var i = 0; i < homograph.Readings.Count; i++)
        {
            var score = HomographRuleScores.ScoreReading(homograph, i, phrase, at);
            if (isTrained)
                score += model.Score(phrase[at], homograph.Readings[i], features, found);
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }

        return best;
    }
}
