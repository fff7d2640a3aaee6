using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Transcription;

namespace Timbre.Models.Consent;

/// <summary>
/// Holds a recording against a statement: not what is said in it, but whether this is, all of it, in its order, and nothing else.
/// </summary>
/// <remarks>
/// Any number of threads may ask. Some 60 ms a second of sound on one core, and 30 more for each wording. Figures:
/// bench/results/consent.md.
/// </remarks>
public sealed class StatementCheck(StatementThresholds bounds)
{
    private readonly TextChecker _checker = new(bounds.Words);

    /// <summary>A check with the usual bounds.</summary>
    public StatementCheck()
        : this(StatementThresholds.Default)
    {
    }

    /// <summary>Holds a recording against a statement.</summary>
    /// <param name="sound">At most <see cref="Transcriber.MaxSeconds"/>, of any rate.</param>
    /// <param name="statement">What is to be said.</param>
    /// <exception cref="Programs.MissingProgramException">PocketSphinx's model is not installed.</exception>
    public StatementVerdict Check(AudioClip sound, ConsentStatement statement, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sound.Seconds, Transcriber.MaxSeconds);
        var speech = SpeechActivity.Detect(sound).SpeechSeconds;
        if (speech < bounds.MinSpeechSeconds)
            return StatementFaults.Without(sound, speech);

        var (features, _) = VocalTractNormalisation.ExtractFeatures(SphinxAcousticModel.English, sound, ct);
        var best = Best(features, statement.Wordings, ct);
        var faults = new StatementFaults(best.Wording, best.Check, sound.Seconds, HoldAgainst);
        if (!best.Check.Fits)
            return faults.Verdict();
        return NegationDetector.Find(best.Wording, HoldAgainst) is var (denial, after) ? faults.Denied(denial, after)
            : new StatementVerdict(true, StatementReason.Accepted, null, StatementFaults.Words(best.Wording, best.Check));

        TextCheck HoldAgainst(StatementWording wording) => Check(features, wording, ct);
    }

    private TextCheck Check(CepstralFeatures features, StatementWording wording, CancellationToken ct)
    {
        var check = _checker.Check(features, wording.Spoken, ct);
        return check with
        {
            Words = [.. check.Words.Select((word, i) =>
            wording.IsName(i) ? TextChecker.Evaluate(word, wording.Spoken.Words[i], bounds.Names) : word)]
        };
    }

    /// <summary>The wording that fits, or that comes nearest.</summary>
    private (StatementWording Wording, TextCheck Check) Best(
        CepstralFeatures features, IReadOnlyList<StatementWording> wordings, CancellationToken ct)
    {
        (StatementWording Wording, TextCheck Check)? best = null;
        foreach (var wording in wordings)
        {
            var check = Check(features, wording, ct);
            if (best is null || check.Fit > best.Value.Check.Fit)
                best = (wording, check);
            if (check.Fits)
                return (wording, check);
        }

        return best!.Value;
    }
}

/// <summary>From where on a statement counts as said.</summary>
/// <param name="Words">Bounds of its words and of speech beside them.</param>
/// <param name="Names">Bounds of the names in it, which others than the speaker would like to see changed.</param>
/// <param name="MinSpeechSeconds">Less speech is none.</param>
public sealed record StatementThresholds(TextThresholds Words, TextThresholds Names, double MinSpeechSeconds)
{
    /// <summary>
    /// Chosen on three readers of speech/train, their voices made smaller and larger, and a speaker of prompts (training/LOG.md); what they
    /// do on others stands in bench/results/consent.md.
    /// </summary>
    public static StatementThresholds Default { get; } = new(
        new TextThresholds(ShortWord: -55, LongWord: -20, Extra: 60, PerPhone: -12), TextThresholds.Default, MinSpeechSeconds: 0.5);
}
