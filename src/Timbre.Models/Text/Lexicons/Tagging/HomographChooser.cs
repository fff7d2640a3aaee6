using Timbre.Models.Text.Lexicons.Dictionaries;

namespace Timbre.Models.Text.Lexicons.Tagging;

/// <summary>Finds which reading of a homograph fits its neighbours: each speaks for a part of speech with a weight, the sum decides.</summary>
internal static class HomographChooser
{
    private const double CueWeight = 4;
    private const double FarCueWeight = 2.5;

    private static readonly HashSet<string> WantNounAfterTo = ["due", "according", "thanks", "access", "related", "addicted", "prior", "close", "next", "leads", "led", "back", "opposed", "similar", "contrary", "addition"];
    private static readonly HashSet<string> Helpers = ["help", "helped", "helps", "let", "lets", "make", "makes", "made", "watch", "watched", "see", "saw", "hear", "heard"];

    /// <summary>The reading that fits best at a place.</summary>
    public static byte[] Choose(Homograph homograph, Phrase phrase, int at)
    {
        if (phrase[at] == "used" && phrase[at + 1] == "to")
            return homograph.Readings[IsHabit(phrase, at) ? 1 : 0].Symbols;
        var (best, bestScore) = (homograph.Readings[0], double.NegativeInfinity);
        for (var i = 0; i < homograph.Readings.Count; i++)
        {
            var reading = homograph.Readings[i];
            var score = reading.Prior + reading.Part switch
            {
                Part.Verb => AsVerb(phrase, at),
                Part.Adjective => AsAdjective(phrase, at),
                Part.Past => AsPast(phrase, at),
                _ => AsNoun(phrase, at),
            };
            score += homograph.Cues.Where(cue => cue.Reading == i).Sum(cue => Weigh(cue, phrase, at));
            if (score > bestScore)
                (best, bestScore) = (reading, score);
        }

        return best.Symbols;
    }

    private static double Weigh(Homograph.Cue cue, Phrase phrase, int at) => cue.Where switch
    {
        Homograph.Place.Before => cue.Words.Contains(phrase[at - 1]) ? CueWeight : 0,
        Homograph.Place.Behind => cue.Words.Contains(phrase[at + 1]) ? CueWeight : 0,
        _ => phrase.HasAny(cue.Words, at) ? FarCueWeight : 0,
    };

    private static double AsVerb(Phrase phrase, int at)
    {
        var hasS = phrase[at].EndsWith('s') && !phrase[at].EndsWith("ss", StringComparison.Ordinal);
        var before = phrase.BeforeAdverbs(at);
        var (left, right) = (phrase.TagOf(before), phrase.TagOf(at + 1));
        return Left() + BeforeObject(phrase, at) + (before < at - 1 && before >= 0 ? 1 : 0);

        double Left()
        {
            if (before < 0)
                return hasS ? -1 : (right & (Tag.Determiner | Tag.Possessive | Tag.Object)) != 0 ? 1.5 : 0.5;
            if (left == Tag.To)
                return hasS || WantNounAfterTo.Contains(phrase[before - 1]) ? -1 : 4;
            if ((left & (Tag.Modal | Tag.Do)) != 0)
                return hasS ? -1 : 4;
            if (IsQuestionOfPerfect(phrase, before))
                return -2;
            // "you", "it", "that": subjects more often than not, but behind a helper or a preposition they are objects.
            if ((left & Tag.Object) != 0 && Helpers.Contains(phrase[before - 1]))
                return hasS ? -1 : 2.5;
            if ((left & Tag.Subject) != 0 && (left & Tag.Determiner) == 0)
                return hasS ? 1 : 3.5;
            if ((left & Tag.Third) != 0)
                return hasS ? 3.5 : 1;
            if ((left & (Tag.Determiner | Tag.Possessive | Tag.Preposition | Tag.Be | Tag.Have | Tag.Number)) != 0)
                return (left & Tag.Subject) != 0 ? 0.5 : -2;
            if ((left & (Tag.Conjunction | Tag.Clause)) != 0)
                return HasVerbBefore(phrase, before) && !hasS ? 2 : 0;
            if ((left & Tag.Plural) != 0)
                return hasS ? -1 : 2.5;
            if ((left & (Tag.Noun | Tag.Unknown)) != 0)
                return hasS ? 1 : -0.5;
            return (left & (Tag.Past | Tag.Verb | Tag.Ing | Tag.Adjective)) != 0 ? -1 : 0;
        }
    }

    /// <summary>What follows a verb, or does not.</summary>
    private static double BeforeObject(Phrase phrase, int at)
    {
        var right = phrase.TagOf(at + 1);
        if ((right & (Tag.Determiner | Tag.Possessive | Tag.Object)) != 0)
            return 2;
        if ((right & (Tag.Modal | Tag.Be | Tag.Have | Tag.Do)) != 0 || phrase[at + 1] == "of")
            return -2;
        return (right & (Tag.Adverb | Tag.Clause | Tag.To)) != 0 ? 1 : 0;
    }

    /// <summary>"I used to live", "she is used to noise", but not "it is used to open bottles".</summary>
    private static bool IsHabit(Phrase phrase, int at)
    {
        if ((phrase.TagOf(phrase.BeforeAdverbs(at)) & Tag.Be) == 0)
            return true;
        var behind = phrase.TagOf(at + 2);
        return behind == Tag.None || ((behind & Tag.Verb) == 0 && (behind & (Tag.Determiner | Tag.Possessive | Tag.Object | Tag.Ing | Tag.Noun | Tag.Plural)) != 0);
    }

    /// <summary>Whether the words shortly before make the next one after "and" a bare verb: "to play and record".</summary>
    private static bool HasVerbBefore(Phrase phrase, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if ((phrase.TagOf(i) & (Tag.To | Tag.Modal | Tag.Do)) != 0)
                return true;
        }

        return false;
    }

    private static double AsNoun(Phrase phrase, int at)
    {
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var score = at == 0 ? 1 : 0.0;
        if ((left & (Tag.Determiner | Tag.Possessive | Tag.Number)) != 0)
            score += (left & Tag.Subject) != 0 ? 1 : 3.5;
        else if ((left & Tag.Adjective) != 0)
            score += 3;
        else if ((left & Tag.Preposition) != 0)
            score += 3;
        else if ((left & (Tag.Verb | Tag.Past | Tag.Ing | Tag.Have)) != 0)
            score += 2;
        else if ((left & (Tag.Noun | Tag.Unknown)) != 0)
            score += 1;
        if (phrase[at + 1] == "of")
            score += 2;
        else if ((right & (Tag.Modal | Tag.Be | Tag.Have | Tag.Do)) != 0)
            score += 1.5;
        else if ((right & Tag.Preposition) != 0 || at + 1 == phrase.Length)
            score += 0.5;
        else if ((right & (Tag.Determiner | Tag.Possessive)) != 0)
            score -= 1;
        return score;
    }

    private static double AsAdjective(Phrase phrase, int at)
    {
        var (left, right) = (phrase.TagOf(at - 1), phrase.TagOf(at + 1));
        var before = phrase.TagOf(phrase.BeforeAdverbs(at));
        var nounFollows = (right & (Tag.Noun | Tag.Plural | Tag.Unknown | Tag.Adjective)) != 0;
        var score = 0.0;
        if ((before & Tag.Be) != 0)
            score += 3;
        if ((left & Tag.Degree) != 0 && (left & Tag.Determiner) == 0)
            score += 2;
        if ((left & (Tag.Determiner | Tag.Possessive)) != 0)
            score += nounFollows ? 4.5 : -1;
        else if ((left & (Tag.Preposition | Tag.Verb | Tag.Past | Tag.Adjective)) != 0 || at == 0)
            score += nounFollows ? 3 : 0;
        return score;
    }

    private static double AsPast(Phrase phrase, int at)
    {
        var before = phrase.BeforeAdverbs(at);
        return BehindSubject(phrase, before) + BeforeObject(phrase, at);
    }

    private static double BehindSubject(Phrase phrase, int before)
    {
        var left = phrase.TagOf(before);
        if (before < 0)
            return -0.5;
        if ((left & (Tag.To | Tag.Modal)) != 0)
            return -2;
        if ((left & Tag.Do) != 0)
            return -2;
        if ((left & (Tag.Be | Tag.Have)) != 0 || IsQuestionOfPerfect(phrase, before))
            return 5;
        if ((left & Tag.Third) != 0)
            return 4;
        if ((left & Tag.Subject) != 0 && (left & Tag.Determiner) == 0)
            return phrase.IsPast ? 5 : 1;
        if ((left & (Tag.Determiner | Tag.Possessive | Tag.Preposition)) != 0)
            return -2;
        if ((left & (Tag.Plural | Tag.Conjunction)) != 0)
            return phrase.IsPast ? 3 : 0.5;
        return (left & (Tag.Noun | Tag.Unknown)) != 0 ? 2 : 0;
    }

    /// <summary>"Have you read": the auxiliary stands before the subject.</summary>
    private static bool IsQuestionOfPerfect(Phrase phrase, int before) =>
        (phrase.TagOf(before) & (Tag.Subject | Tag.Third)) != 0 && (phrase.TagOf(before - 1) & Tag.Have) != 0;
}
