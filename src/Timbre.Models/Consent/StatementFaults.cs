using Timbre.Audio;
using Timbre.Models.Transcription;

namespace Timbre.Models.Consent;

/// <summary>Finds out in what way a recording is not the statement, so that its speaker knows what to do better.</summary>
internal sealed class StatementFaults(
    StatementWording wording, TextCheck check, double seconds, Func<StatementWording, TextCheck> holdAgainst)
{
    private const double MinPeak = 0.003; // 50 dB below full scale

    /// <summary>With less of it than this, something else is said.</summary>
    private const double MinShare = 0.3;

    /// <summary>More speech than this behind the last word that is said: the rest is not missing but another.</summary>
    private const double TailSeconds = 0.6;

    /// <summary>Fewer words than this are not a part that could change its place.</summary>
    private const int MinReorderedWords = 3;

    /// <summary>So many words about a place are tried, and so many ways to turn the words round at most.</summary>
    private const int Near = 3, MaxReorderings = 14;

    /// <summary>Nobody speaks.</summary>
    public static StatementVerdict Without(AudioClip sound, double speechSeconds) =>
        Peak(sound) < MinPeak ? Refused(
            StatementReason.Silent, "There is nothing to hear. Record it again, and check that the microphone is switched on.", [])
        : speechSeconds > 0 ? Refused(StatementReason.TooShort, "Hardly anything is said. Record the whole statement.", [])
        : Refused(StatementReason.NoSpeech, "Nobody is heard speaking. Record the statement in a quiet room, near to the microphone.", []);

    /// <summary>Result of each word of the written statement.</summary>
    public static IReadOnlyList<StatementWord> Words(StatementWording wording, TextCheck check)
    {
        var words = new List<StatementWord>();
        foreach (var (i, word) in check.Words.Index())
        {
            if (wording.GoesOn(i) && words is [.., var first])
                words[^1] =
                    first with { Score = Math.Min(first.Score, word.Fit), Ok = first.Ok && word.IsSaid, EndSeconds = word.EndSeconds };
            else
                words.Add(new StatementWord(word.Word, word.Fit, word.IsSaid, word.StartSeconds, word.EndSeconds));
        }

        return words;
    }

    public StatementVerdict Verdict()
    {
        var saidWords = check.Words.Count(word => word.IsSaid);
        if (check.Words.All(word => double.IsNegativeInfinity(word.LogRatio)))
            return Refuse(
                StatementReason.TooShort,
                $"The recording lasts {seconds:0.0} s, in which nobody can say the statement. Record all of it.");
        if (CutOffAt() is { } last)
            return Refuse(
                StatementReason.CutOff,
                $"The recording ends after \"{last}\", before the statement does. "
                    + "Record all of it, and go on recording for a moment after the last word.");
        if (saidWords < MinShare * check.Words.Count)
            return Refuse(StatementReason.OtherWords, "Something else is said. Record the statement word by word as it is written.");
        if (IsOtherOrder())
            return Refuse(
                StatementReason.OtherOrder,
                "The words are those of the statement, in another order. Record it again, word by word as it is written.");
        return OfParts();
    }

    /// <summary>All is said, and something that turns it round.</summary>
    public StatementVerdict Denied(string denial, string after) =>
        Refuse(
            StatementReason.WordsAdded,
            $"\"{denial}\" is heard after \"{after}\", which the statement does not say. "
                + "Record the statement word by word as it is written.");

    /// <summary>
    /// Names and one-time sentences are distinguished from the other words, since other people than the speaker set them.
    /// </summary>
    private StatementVerdict OfParts()
    {
        var parts = check.Words.Zip(wording.Parts).Where(word => !word.First.IsSaid).Select(word => word.Second).Distinct().ToList();
        if (parts is [StatementPart.Company])
            return Refuse(
                StatementReason.CompanyNotHeard,
                $"The company's name is not heard as \"{wording.Written(StatementPart.Company)}\". Say it clearly; "
                    + "if that is how it is said, the operator can set how it is spoken.");
        if (parts is [StatementPart.Platform])
            return Refuse(
                StatementReason.PlatformNotHeard,
                $"The platform's name is not heard as \"{wording.Written(StatementPart.Platform)}\". Say it clearly.");
        if (parts is [StatementPart.Challenge])
            return Refuse(
                StatementReason.ChallengeNotHeard,
                $"The one-time sentence is not heard: \"{wording.Written(StatementPart.Challenge)}\". "
                    + "Record statement and sentence in one go.");

        var named = string.Join(", ", Words(wording, check).Where(word => !word.Ok).Select(word => $"\"{word.Word}\""));
        if (named.Length == 0)
            return Refuse(
                StatementReason.WordsAdded,
                $"More is said than the statement: {string.Join(", ", check.Extras.Select(Place))}. "
                    + "Record the statement and nothing else.");
        return FitsWithout()
            ? Refuse(
                StatementReason.WordsMissing, $"These words are left out: {named}. Record the statement word by word as it is written.")
            : Refuse(
                StatementReason.WordsChanged,
                $"Other words are said in place of {named}. Record the statement word by word as it is written.");
    }

    /// <summary>
    /// Whether the statement fits, or nearly, when its second part is said first: tried about where words that are said and words that are
    /// not meet.
    /// </summary>
    private bool IsOtherOrder()
    {
        var count = check.Words.Count;
        var meetings = Enumerable.Range(1, count - 1).Where(i => check.Words[i].IsSaid != check.Words[i - 1].IsSaid).ToList();
        if (check.Words.Count(word => !word.IsSaid) < MinReorderedWords || count < 2 * MinReorderedWords)
            return false;
        return meetings.SelectMany(meeting =>
            Enumerable.Range(meeting
                - Near, 2 * Near
                    + 1)).Distinct().Where(turn => turn >= MinReorderedWords && turn <= count - MinReorderedWords).Take(MaxReorderings)
            .Any(turn =>
                holdAgainst(wording.From(turn)) is var other && other.Extras.Count == 0
                    && other.Words.Count(word => word.IsSaid) >= count - 2);
    }

    /// <summary>
    /// Whether the recording says the statement without its faulty words, but for one at either end of them: beside a gap a word is seldom
    /// whole.
    /// </summary>
    private bool FitsWithout()
    {
        var first = Enumerable.Range(0, check.Words.Count).First(i => !check.Words[i].IsSaid);
        var last = Enumerable.Range(0, check.Words.Count).Last(i => !check.Words[i].IsSaid);
        return new int?[] { null, first, last }.Any(kept => holdAgainst(wording.Without(i => !check.Words[i].IsSaid && i != kept)).Fits);
    }

    /// <summary>The last word before the recording ends too early; null where it does not.</summary>
    private string? CutOffAt()
    {
        var last = check.Words.Select((word, i) => (word, i)).LastOrDefault(word => word.word.IsSaid);
        if (last.word is null || last.i == check.Words.Count - 1 || check.Words.Take(last.i).Count(word => !word.IsSaid) > 1)
            return null;
        return check.Extras.Any(extra => extra.WordsBefore > last.i) || seconds - last.word.EndSeconds > TailSeconds
            ? null
            : last.word.Word;
    }

    private string Place(ExtraSpeech extra) => extra.WordsBefore == 0 ? "before the first word"
        : extra.WordsBefore == check.Words.Count ? "behind the last word" : $"after \"{check.Words[extra.WordsBefore - 1].Word}\"";

    private StatementVerdict Refuse(string reason, string issue) => Refused(reason, issue, Words(wording, check));

    private static StatementVerdict Refused(string reason, string issue, IReadOnlyList<StatementWord> words) =>
        new(false, reason, issue, words);

    private static double Peak(AudioClip sound)
    {
        var peak = 0f;
        foreach (var sample in sound.Samples)
            peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }
}
