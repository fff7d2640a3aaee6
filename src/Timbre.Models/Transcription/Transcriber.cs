using Timbre.Audio;
using Timbre.Models.Analysis;
using Timbre.Models.Programs;
using Timbre.Text.Terms;

namespace Timbre.Models.Transcription;

/// <summary>
/// Writes down what is said in recordings: the text that was given with them where it fits, what a machine hears otherwise.
/// </summary>
/// <remarks>
/// Any number of threads may ask. Only English can be judged and recognised: a text in another alphabet is kept as it is, and so is one
/// that does not fit where what is recognised instead fits no better.
/// </remarks>
public sealed class Transcriber
{
    /// <summary>The longest recording that is listened to, in seconds.</summary>
    public const double MaxSeconds = 120;

    /// <summary>Version of the transcriber: changes when the same recording may get another transcript.</summary>
    public const string Version = "2";

    /// <summary>Below this confidence the speech is likely not to be English at all.</summary>
    private const double MinConfidence = 0.62;

    /// <summary>
    /// Recognised words that fit the sound no better than this are made up: speech, in whatever language, has 0.85 and more.
    /// </summary>
    private const double MinFit = 0.5;

    private readonly Recogniser _recogniser = new();
    private readonly TextChecker _checker = new();

    /// <summary>Transcript of one recording; null if none was given and no words are recognised.</summary>
    /// <param name="sound">At most <see cref="MaxSeconds"/>, of any rate.</param>
    /// <param name="given">What its owner says is said in it, if anybody says.</param>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">PocketSphinx broke off or took too long.</exception>
    public Transcript? Of(AudioClip sound, string? given, CancellationToken ct) => Of([new TranscriptionInput(sound, given)], ct)[0];

    /// <summary>
    /// The same for several recordings, in their order. Those that have to be recognised share one start of PocketSphinx, which takes a
    /// second; a few minutes of sound at once are enough for that.
    /// </summary>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">PocketSphinx broke off or took too long.</exception>
    public IReadOnlyList<Transcript?> Of(IReadOnlyList<TranscriptionInput> utterances, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        foreach (var utterance in utterances)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(utterance.Sound.Seconds, MaxSeconds);

        var given = utterances.Select(utterance => Text(utterance.Given)).ToArray();
        var checks = utterances.Zip(
            given, (utterance, text) => text is null ? null : _checker.Check(utterance.Sound, text, ReadingOptions.None, ct))
            .ToArray();
        var open = Enumerable.Range(0, given.Length).Where(i => checks[i] is null or { IsChecked: true, Fits: false }).ToList();
        var recognised = _recogniser.Recognise([.. open.Select(i => utterances[i].Sound)], ct);

        var transcripts = new Transcript?[utterances.Count];
        for (var i = 0; i < transcripts.Length; i++)
            transcripts[i] = checks[i] is { } check ? new Transcript(given[i]!, IsRecognised: false, check.Fit, []) : null;
        foreach (var (i, words) in open.Zip(recognised))
            transcripts[i] = Choose(transcripts[i], checks[i], utterances[i].Sound, words, ct);
        return transcripts;
    }

    /// <summary>
    /// What is recognised, unless that is nothing, or guesses at speech in a language that the given text is in and the recogniser does not
    /// know.
    /// </summary>
    private Transcript? Choose(
        Transcript? given, TextCheck? check, AudioClip sound, IReadOnlyList<RecognisedWord> words, CancellationToken ct)
    {
        if (words.Count == 0)
            return given;
        var text = string.Join(' ', words.Select(word => word.Word));
        var fit = _checker.Check(sound, text, ReadingOptions.None, ct).Fit; // the language model finds words in silence, too
        if (fit < MinFit)
            return given;
        var confidence = fit * Confidence(words);
        return check is { IsEnglish: false } && confidence < MinConfidence
            ? given! with { Confidence = Math.Min(given.Confidence, confidence) }
            : new Transcript(text, IsRecognised: true, confidence, check is null ? [] : TranscriptFaults.Of(check));
    }

    /// <summary>The share of the recognised words that is likely to be right, from the mean of their posteriors.</summary>
    /// <remarks>
    /// Of English readings 0.62 was right at a mean of 0.5, 0.75 at 0.65, 0.9 at 0.85; speech in other languages comes out at 0.3.
    /// </remarks>
    private static double Confidence(IReadOnlyList<RecognisedWord> words)
    {
        var mean = words.Average(word => word.Posterior);
        return Math.Max(0, Math.Min(3.1 * (mean - 0.3), 0.62 + 0.76 * (mean - 0.5)));
    }

    /// <summary>The given transcript, or null if it is empty.</summary>
    private static string? Text(string? given) => given?.Trim() is { Length: > 0 } text && text != "undefined" ? text : null;
}
