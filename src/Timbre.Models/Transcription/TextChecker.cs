using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Text.Terms;

namespace Timbre.Models.Transcription;

/// <summary>Holds a text against a recording, word by word: not what is said, but whether this is.</summary>
/// <remarks>Any number of threads may ask. Some 15 ms a second of sound on one core.</remarks>
public sealed class TextChecker(TextThresholds bounds)
{
    private const double FrameSeconds = (double)CepstralFrontEnd.HopSamples / Alignment.PocketSphinx.RateHz;
    private const int ShortPhones = 2;
    private const int MaxPhones = 9;
    private const double Softness = 10; // of the bound, in nats

    private readonly Lazy<TextScorer> _weigher = new(() => new TextScorer(SphinxAcousticModel.English));

    /// <summary>A checker with the bounds that transcripts have.</summary>
    public TextChecker()
        : this(TextThresholds.Default)
    {
    }

    /// <summary>Holds a text against a recording.</summary>
    /// <param name="sound">At most <see cref="Transcriber.MaxSeconds"/>, of any rate.</param>
    /// <param name="text">Anything: what cannot be read as English is <see cref="TextCheck.NotChecked"/>.</param>
    /// <param name="options">How the caller says some of its words.</param>
    /// <exception cref="Programs.MissingProgramException">PocketSphinx's model is not installed.</exception>
    public TextCheck Check(AudioClip sound, string text, ReadingOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sound.Seconds, Transcriber.MaxSeconds);
        return SpokenText.Read(text, options) is { } spoken
            ? Check(SphinxAcousticModel.ExtractFeatures(sound), spoken, ct)
            : TextCheck.NotChecked;
    }

    /// <summary>The same for a text that was read before and a sound that was listened to before.</summary>
    internal TextCheck Check(CepstralFeatures sound, SpokenText spoken, CancellationToken ct) => Check(sound, spoken, null, ct);

    /// <summary>The same where a recogniser has listened, too: what it hears counts beside the sound.</summary>
    internal TextCheck Check(CepstralFeatures sound, SpokenText spoken, WordAgreement? recognised, CancellationToken ct)
    {
        if (_weigher.Value.Score(sound, spoken.Words, ct) is not { } evidence)
            return TooLong(spoken, sound.Frames * FrameSeconds);

        return new TextCheck(
            [.. evidence.Words.Select((word, i) => Evaluate(word, spoken, i, recognised))], Extras(evidence, spoken, recognised),
            spoken.IsEnglish);
    }

    private CheckedWord Evaluate(WordEvidence word, SpokenText spoken, int i, WordAgreement? recognised)
    {
        var ratio = word.LogRatio + (recognised?.LogRatioOfWord(i) ?? 0);
        return Evaluate(
            new CheckedWord(
                spoken.Written[i], word.StartFrame * FrameSeconds, word.EndFrame * FrameSeconds, ratio, IsSaid: false, Fit: 0),
            spoken.Words[i], bounds);
    }

    /// <summary>The same word compared with thresholds.</summary>
    internal static CheckedWord Evaluate(CheckedWord word, PronouncedWord spoken, TextThresholds bounds)
    {
        var phones = Math.Min(spoken.MinPhones, MaxPhones);
        var bound = spoken.AcceptsAnySpeech
            ? double.NegativeInfinity
            : phones <= ShortPhones ? bounds.ShortWord : bounds.LongWord + (phones - ShortPhones - 1) * bounds.PerPhone;
        return word with { IsSaid = word.LogRatio > bound, Fit = 1 / (1 + Math.Exp((bound - word.LogRatio) / Softness)) };
    }

    /// <summary>
    /// Other speech between words, the likeliest where two would be in one place; none beside words that any speech will do for.
    /// </summary>
    private ExtraSpeech[] Extras(TextEvidence evidence, SpokenText spoken, WordAgreement? recognised)
    {
        var extras = new List<ExtraSpeech>();
        var gaps = evidence.Gaps.Select((gap, i) => gap with
        {
            LogRatio = gap.LogRatio + (recognised?.LogRatioOfOthers(i) ?? 0),
        });
        foreach (var (gap, gapEvidence) in gaps.Index().Where(gap => gap.Item.LogRatio > bounds.Extra)
            .OrderByDescending(gap => gap.Item.LogRatio))
        {
            var extra = new ExtraSpeech(
                gap, gapEvidence.StartFrame * FrameSeconds, gapEvidence.EndFrame * FrameSeconds, gapEvidence.LogRatio);
            if (!spoken.AcceptsAnySpeechAround(gap)
                && extras.TrueForAll(other => other.EndSeconds <= extra.StartSeconds || other.StartSeconds >= extra.EndSeconds))
                extras.Add(extra);
        }

        return [.. extras.OrderBy(extra => extra.StartSeconds)];
    }

    /// <summary>Nobody speaks that fast: no word of it can be where it should be.</summary>
    private static TextCheck TooLong(SpokenText spoken, double seconds) =>
        new(
            [.. spoken.Written.Select(word => new CheckedWord(word, 0, seconds, double.NegativeInfinity, IsSaid: false, Fit: 0))], [],
            spoken.IsEnglish);
}
