using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Analysis;
using Timbre.Models.Programs;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text.Terms;

namespace Timbre.Models.Transcription;

/// <summary>
/// Writes down what is said in recordings: the text that was given with them where it fits, what a recogniser hears otherwise.
/// </summary>
/// <remarks>
/// Any number of threads may ask. Texts are held against the sound in English alone; those of other languages against what is recognised,
/// where the recogniser knows the language, and kept as they are where it does not.
/// </remarks>
public sealed class Transcriber(IRecogniser recogniser)
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

    /// <summary>Of a text in a language that is not held against the sound, so many words may be recognised as others.</summary>
    private const double MaxErrorRate = 0.5;

    private readonly TextChecker _checker = new();

    /// <summary>
    /// Whether the recogniser is right so often that what it hears counts beside the sound: it is asked about every recording then, not
    /// only about those whose text does not fit.
    /// </summary>
    private readonly bool _isSecondListener = recogniser is not PocketSphinxRecogniser;

    /// <summary>Transcript of one recording; null if none was given and no words are recognised.</summary>
    /// <param name="sound">At most <see cref="MaxSeconds"/>, of any rate.</param>
    /// <param name="given">What its owner says is said in it, if anybody says.</param>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="RecogniserFailedException">The recogniser broke off or took too long.</exception>
    public Transcript? Of(AudioClip sound, string? given, CancellationToken ct) => Of([new TranscriptionInput(sound, given)], ct)[0];

    /// <summary>
    /// The same for several recordings, in their order. Those that have to be recognised share one start of PocketSphinx, which takes a
    /// second; a few minutes of sound at once are enough for that.
    /// </summary>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="RecogniserFailedException">The recogniser broke off or took too long.</exception>
    public IReadOnlyList<Transcript?> Of(IReadOnlyList<TranscriptionInput> utterances, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        foreach (var utterance in utterances)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(utterance.Sound.Seconds, MaxSeconds);

        var listened = utterances.Select(utterance => Listen(utterance, ct)).ToArray();
        var open = listened.Where(one => _isSecondListener || one.Check is null or { IsChecked: true, Fits: false }).ToList();
        foreach (var (one, speech) in open.Zip(recogniser.Recognise([.. open.Select(one => one.Sound)], null, ct)))
            one.Speech = speech;
        return [.. listened.Select(one => one.Speech is null ? one.Kept() : Choose(one, one.Speech, ct))];
    }

    /// <summary>A recording with what is known of it so far.</summary>
    private sealed record Listened(AudioClip Sound, string? Given, CepstralFeatures Features, TextCheck? Check)
    {
        public RecognisedSpeech? Speech { get; set; }

        public Transcript? Kept() => Given is null ? null : new Transcript(Given, IsRecognised: false, Check!.Fit, []);
    }

    private Listened Listen(TranscriptionInput utterance, CancellationToken ct)
    {
        var features = SphinxAcousticModel.ExtractFeatures(utterance.Sound);
        var given = Text(utterance.Given);
        return new Listened(utterance.Sound, given, features, given is null ? null : Check(features, given, null, ct));
    }

    private TextCheck Check(CepstralFeatures features, string text, SpokenText? recognised, CancellationToken ct) =>
        SpokenText.Read(text, ReadingOptions.None) is { } spoken
            ? _checker.Check(features, spoken, recognised is null ? null : WordAgreement.Align(spoken, recognised), ct)
            : TextCheck.NotChecked;

    /// <summary>
    /// What is recognised, unless that is nothing, or guesses at speech in a language that the given text is in and the recogniser does not
    /// know.
    /// </summary>
    private Transcript? Choose(Listened recording, RecognisedSpeech recognised, CancellationToken ct)
    {
        if (recognised.Sentences.Count == 0)
            return recording.Kept();
        if (recognised.Language != "en") // of a few words the language is a guess
            return recording.Check is { IsEnglish: true, Fits: true } ? recording.Kept() : ChooseForeign(recording, recognised);

        var check = recording.Check;
        if (_isSecondListener && check is { IsChecked: true })
        {
            check = Check(recording.Features, recording.Given!, SpokenText.Read(recognised.Text, ReadingOptions.None), ct);
            if (check.Fits)
                return new Transcript(recording.Given!, IsRecognised: false, check.Fit, []);
        }

        // the language model finds words in silence, too
        var fit = Check(recording.Features, recognised.Text, null, ct) is { IsChecked: true } itself ? itself.Fit : recognised.Confidence;
        if (fit < MinFit)
            return recording.Kept();
        var confidence = fit * recognised.Confidence;
        return check is { IsEnglish: false } && confidence < MinConfidence
            ? recording.Kept()! with { Confidence = Math.Min(check.Fit, confidence) }
            : new Transcript(recognised.Text, IsRecognised: true, confidence, check is null ? [] : TranscriptFaults.Of(check));
    }

    /// <summary>A text in a language that only the recogniser knows is held against its words, letter by letter.</summary>
    private static Transcript ChooseForeign(Listened recording, RecognisedSpeech speech)
    {
        var recognised = new Transcript(speech.Text, IsRecognised: true, speech.Confidence, []);
        if (recording.Given is not { } given)
            return recognised;
        var (said, read) = (PlainWords.Of(given), PlainWords.Of(speech.Text));
        var errors = WordAgreement.Align(said, read, string.Equals).ErrorRate;
        return said.Count > 0 && errors <= MaxErrorRate
            ? new Transcript(given, IsRecognised: false, 1 - errors, [])
            : recognised with { WordsAtFault = [new WordAtFault(given, 0, recording.Sound.Seconds)] };
    }

    /// <summary>The given transcript, or null if it is empty.</summary>
    private static string? Text(string? given) => given?.Trim() is { Length: > 0 } text && text != "undefined" ? text : null;
}
