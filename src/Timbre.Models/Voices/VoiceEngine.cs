using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Alignment;
using Timbre.Models.Clustergen;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices.Training;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.Voices;

/// <summary>The front door: recordings in, a voice out; text and a voice in, sound out.</summary>
/// <remarks>
/// A network that has learnt English from many people (models/voice) learns how this one says things, and speaks for itself: times, F0,
/// spectra. Where hardly a word is heard in the recordings, the statistics of a base voice are bent towards the speaker's instead.
/// </remarks>
/// <param name="vocoder">What turns the frames of tuned voices into sound; bent ones have the parametric vocoder in any case.</param>
public sealed class VoiceEngine(VocoderKind vocoder)
{
    /// <summary>The vocoder that measures better: bench/results/vocoder.md.</summary>
    public const VocoderKind DefaultVocoder = VocoderKind.Neural;

    private readonly BaseVoiceCache _baseVoices = new();
    private readonly ScriptReader _reader = new(InstalledLexicon.English);

    /// <summary>With <see cref="DefaultVocoder"/>.</summary>
    public VoiceEngine()
        : this(DefaultVocoder)
    {
    }

    /// <inheritdoc cref="Train(IReadOnlyList{TrainingRecording}, VoiceType, int, IProgress{TrainingProgress}?, ICheckpointStore?, CancellationToken)"/>
    public VoiceModel Train(
        IReadOnlyList<TrainingRecording> recordings, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress,
        CancellationToken ct) =>
        Train(recordings, type, maxCores, progress, null, ct);

    /// <summary>
    /// Learns a voice. Slow: nothing is written but the answer, and now and then to <paramref name="checkpointStore"/> what was reached.
    /// </summary>
    /// <param name="recordings">The speaker's recordings, at least one; those of no use are left out.</param>
    /// <param name="type">How much work to put in.</param>
    /// <param name="maxCores">How many threads may be used at once, at least 1.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="checkpointStore">Where a long training is kept so that it can go on after the process died, or null.</param>
    /// <param name="ct">Stops within a second or two.</param>
    /// <exception cref="VoiceDataException">The recordings cannot make a voice; the message says why.</exception>
    public VoiceModel Train(
        IReadOnlyList<TrainingRecording> recordings, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress,
        ICheckpointStore? checkpointStore, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCores, 1);
        if (recordings.Count == 0)
            throw new VoiceDataException("There are no recordings to learn a voice from.");
        return new VoiceTrainer(_baseVoices, maxCores, progress, checkpointStore, ct).Train(recordings, type);
    }

    /// <summary>Says plain text or SSML, read by <see cref="ScriptReader"/> with nothing known better.</summary>
    /// <inheritdoc cref="Speak(Script, VoiceModel, int, CancellationToken)"/>
    /// <exception cref="ScriptException">The text's markup is broken, or there is nothing in it to say.</exception>
    public IEnumerable<SpokenPhrase> Speak(string text, VoiceModel model, int seed, CancellationToken ct) =>
        Speak(_reader.Read(text, ReadingOptions.None), model, seed, ct);

    /// <summary>
    /// Says <paramref name="script"/>, phrase by phrase as it is made: one <see cref="SpokenPhrase"/> for each of the script's phrases, in
    /// order.
    /// </summary>
    /// <param name="script">What to say.</param>
    /// <param name="model">Who says it.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <param name="ct">Stops before the next phrase.</param>
    public IEnumerable<SpokenPhrase> Speak(Script script, VoiceModel model, int seed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(script);
        return Speak(script, Enumerable.Range(0, script.Phrases.Count), model, seed, ct);
    }

    /// <summary>
    /// Says some of a script's phrases: each sounds as its <see cref="PhraseFingerprint"/>, the model and the seed decide, whichever others
    /// are asked for.
    /// </summary>
    /// <param name="script">What they are taken from.</param>
    /// <param name="numbers">Which, from 0; each is asked for when its phrase is.</param>
    /// <param name="model">Who says it.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <param name="ct">Stops before the next phrase.</param>
    public IEnumerable<SpokenPhrase> Speak(Script script, IEnumerable<int> numbers, VoiceModel model, int seed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(model);
        return SpeakPhrases(script, numbers, model, seed, ct);
    }

    /// <summary>
    /// How <see cref="Speak(Script, VoiceModel, int, CancellationToken)"/> will say a script, to the sample, whatever the seed: many times
    /// faster than saying it.
    /// </summary>
    /// <param name="script">What would be said.</param>
    /// <param name="model">Who would say it.</param>
    /// <param name="ct">Stops before the next phrase.</param>
    /// <returns>One for each phrase, in order, as it is asked for.</returns>
    public IEnumerable<PlannedPhrase> Plan(Script script, VoiceModel model, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(model);
        return PlanPhrases(script, model, ct);
    }

    private IEnumerable<SpokenPhrase> SpeakPhrases(
        Script script, IEnumerable<int> numbers, VoiceModel model, int seed, CancellationToken ct)
    {
        var synthesizer = new ScriptSynthesizer(model, model.Parameters.Open(_baseVoices, vocoder, ct), script, seed);
        foreach (var number in numbers)
        {
            ct.ThrowIfCancellationRequested();
            yield return synthesizer.Synthesize(number);
        }
    }

    private IEnumerable<PlannedPhrase> PlanPhrases(Script script, VoiceModel model, CancellationToken ct)
    {
        var synthesizer = new ScriptSynthesizer(model, model.Parameters.Open(_baseVoices, vocoder, ct), script, 0);
        for (var number = 0; number < script.Phrases.Count; number++)
        {
            ct.ThrowIfCancellationRequested();
            yield return synthesizer.Plan(number);
        }
    }
}
