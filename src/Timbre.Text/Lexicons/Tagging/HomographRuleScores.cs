using Timbre.Text.Lexicons.Dictionaries;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Scores of a homograph's readings by hand-written rules: neighbours score its parts of speech, cue words its readings.</summary>
internal static class HomographRuleScores
{
    private const double CueWeight = 4;
    private const double DistantCueWeight = 2.5;

    private static readonly HashSet<string> WordsBeforePrepositionTo = [
        "due", "according", "thanks", "access", "related", "addicted", "prior", "close", "next", "leads", "led", "back", "opposed",
        "similar", "contrary", "addition"
    ];
    private static readonly HashSet<string> BareInfinitiveVerbs = [
        "help", "helped", "helps", "let", "lets", "make", "makes", "made", "watch", "watched", "see", "saw", "hear", "heard"
    ];

    /// <summary>The score of one of the homograph's readings at a place: its prior, its part of speech there, and its cues.</summary>
    public static double ScoreReading(Homograph homograph, int reading, TaggedPhrase phrase, int at)
    {
        var score = homograph.Readings[reading].Prior + homograph.Readings[reading].Part switch
        {
            PartOfSpeech.Verb => ScoreVerb(phrase, at),
            PartOfSpeech.Adjective => ScoreAdjective(phrase, at),
            PartOfSpeech.Past => ScorePast(phrase, at),
            _ => ScoreNoun(phrase, at),
        };
        foreach (var cue in homograph.Cues)
        {
            if (cue.Reading == reading)
                score += ScoreCue(cue, phrase, at);
        }

        return score;
    }

    /// <summary>"I used to live", "she is used to noise", but not "it is used to open bottles".</summary>
    public static bool IsHabitualUsedTo(TaggedPhrase phrase, int at)
    {
        if ((phrase.TagOf(phrase.SkipAdverbsBefore(at)) & PosTag.Be) == 0)
            return true;
        var afterTo = phrase.TagOf(at + 2);
        return afterTo == PosTag.None
            || ((afterTo & PosTag.Verb) == 0
            && (afterTo & (PosTag.Determiner | PosTag.Possessive | PosTag.Object | PosTag.Ing | PosTag.Noun | PosTag.Plural)) != 0);
    }

    private static double ScoreCue(Homograph.Cue cue, TaggedPhrase phrase, int at) => cue.Position switch
    {
        Homograph.CuePosition.Before => cue.Words.Contains(phrase[at - 1]) ? CueWeight : 0,
        Homograph.CuePosition.After => cue.Words.Contains(phrase[at + 1]) ? CueWeight : 0,
        _ => phrase.HasAnyNear(cue.Words, at) ? DistantCueWeight : 0,
    };

    private static double ScoreVerb(TaggedPhrase phrase, int at)
    {
        var endsInS = phrase[at].EndsWith('s') && !phrase[at].EndsWith("ss", StringComparison.Ordinal);
        var before = phrase.SkipAdverbsBefore(at);
        var (left, right) = (phrase.TagOf(before), phrase.TagOf(at + 1));
        var beginning = before < 0 ? ScoreFirstVerb(endsInS, right) : ScoreVerbAfter(phrase, before, left, endsInS);
        return beginning + ScoreBeforeObject(phrase, at) + (before < at - 1 && before >= 0 ? 1 : 0);
    }

    /// <summary>A verb at the start of the phrase: an imperative.</summary>
    private static double ScoreFirstVerb(bool endsInS, PosTag right) =>
        endsInS ? -1 : (right & (PosTag.Determiner | PosTag.Possessive | PosTag.Object)) != 0 ? 1.5 : 0.5;

    private static double ScoreVerbAfter(TaggedPhrase phrase, int before, PosTag left, bool endsInS)
    {
        if (left == PosTag.To)
            return endsInS || WordsBeforePrepositionTo.Contains(phrase[before - 1]) ? -1 : 4;
        if (TagRule.FirstScore(HomographRules.VerbAfterModal, left, endsInS) is { } afterModal)
            return afterModal;
        if (IsInvertedPerfect(phrase, before))
            return -2;
        // "you", "it", "that": subjects more often than not, but objects behind an auxiliary verb or a preposition.
        if ((left & PosTag.Object) != 0 && BareInfinitiveVerbs.Contains(phrase[before - 1]))
            return endsInS ? -1 : 2.5;
        if (TagRule.FirstScore(HomographRules.VerbAfterSubject, left, endsInS) is { } afterSubject)
            return afterSubject;
        if ((left & (PosTag.Conjunction | PosTag.Clause)) != 0)
            return HasVerbBefore(phrase, before) && !endsInS ? 2 : 0;
        return TagRule.FirstScore(HomographRules.VerbAfterContentWord, left, endsInS) ?? 0;
    }

    /// <summary>Scores a verb by the word behind it: an object, or a second verb, which is evidence against it.</summary>
    private static double ScoreBeforeObject(TaggedPhrase phrase, int at)
    {
        var right = phrase.TagOf(at + 1);
        if ((right & (PosTag.Determiner | PosTag.Possessive | PosTag.Object)) != 0)
            return 2;
        if ((right & (PosTag.Modal | PosTag.Be | PosTag.Have | PosTag.Do)) != 0 || phrase[at + 1] == "of")
            return -2;
        return (right & (PosTag.Adverb | PosTag.Clause | PosTag.To)) != 0 ? 1 : 0;
    }

    /// <summary>True where "to" or a modal shortly before makes the word after "and" a bare verb: "to play and record".</summary>
    private static bool HasVerbBefore(TaggedPhrase phrase, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if ((phrase.TagOf(i) & (PosTag.To | PosTag.Modal | PosTag.Do)) != 0)
                return true;
        }

        return false;
    }

    private static double ScoreNoun(TaggedPhrase phrase, int at)
    {
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var score = at == 0 ? 1 : 0.0;
        score += TagRule.FirstScore(HomographRules.NounAfter, left) ?? 0;
        if (phrase[at + 1] == "of")
            score += 2;
        else if ((right & (PosTag.Modal | PosTag.Be | PosTag.Have | PosTag.Do)) != 0)
            score += 1.5;
        else if ((right & PosTag.Preposition) != 0 || at + 1 == phrase.Length)
            score += 0.5;
        else if ((right & (PosTag.Determiner | PosTag.Possessive)) != 0)
            score -= 1;
        return score;
    }

    private static double ScoreAdjective(TaggedPhrase phrase, int at)
    {
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var before = phrase.TagOf(phrase.SkipAdverbsBefore(at));
        var nounFollows = (right & (PosTag.Noun | PosTag.Plural | PosTag.Unknown | PosTag.Adjective)) != 0;
        var score = 0.0;
        if ((before & PosTag.Be) != 0)
            score += 3;
        if ((left & PosTag.Degree) != 0 && (left & PosTag.Determiner) == 0)
            score += 2;
        if ((left & (PosTag.Determiner | PosTag.Possessive)) != 0)
            score += nounFollows ? 4.5 : -1;
        else if ((left & (PosTag.Preposition | PosTag.Verb | PosTag.Past | PosTag.Adjective)) != 0 || at == 0)
            score += nounFollows ? 3 : 0;
        return score;
    }

    private static double ScorePast(TaggedPhrase phrase, int at)
    {
        var before = phrase.SkipAdverbsBefore(at);
        return ScoreAfterSubject(phrase, before) + ScoreBeforeObject(phrase, at);
    }

    private static double ScoreAfterSubject(TaggedPhrase phrase, int before)
    {
        var left = phrase.TagOf(before);
        if (before < 0)
            return -0.5;
        if ((left & (PosTag.To | PosTag.Modal | PosTag.Do)) != 0)
            return -2;
        if ((left & (PosTag.Be | PosTag.Have)) != 0 || IsInvertedPerfect(phrase, before))
            return 5;
        return TagRule.FirstScore(phrase.IsPast ? HomographRules.PastAfterInPastPhrase : HomographRules.PastAfter, left) ?? 0;
    }

    /// <summary>"Have you read": the auxiliary stands before the subject.</summary>
    private static bool IsInvertedPerfect(TaggedPhrase phrase, int before) =>
        (phrase.TagOf(before) & (PosTag.Subject | PosTag.Third)) != 0 && (phrase.TagOf(before - 1) & PosTag.Have) != 0;
}
