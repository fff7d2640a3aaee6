using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Alignment;
using Timbre.Models.Clustergen;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices.Training;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.Voices;

/// <summary>Trains voices from recordings, and opens them to speak scripts.</summary>
/// <remarks>
/// An acoustic model that was trained on many speakers (models/voice) is fine-tuned to this one, and predicts durations, F0 and
/// spectra. If hardly a word is recognised in the recordings, a clustergen base voice is adapted to the speaker instead.
/// </remarks>
/// <param name="encoder">Tells the acoustic model who speaks in recordings.</param>
/// <param name="vocoder">Vocoder of acoustic models; clustergen voices have the parametric one in any case.</param>
public sealed class VoiceEngine(Encoder encoder, VocoderKind vocoder)
{
    /// <summary>The vocoder that measures better: bench/results/vocoder.md.</summary>
    public const VocoderKind DefaultVocoder = VocoderKind.Neural;

    private readonly BaseVoiceCache _baseVoices = new();
    private readonly FrameVocoders _vocoders = new();
    private readonly Lazy<AcousticModelWeights> _averageVoice = new(WeightFile.ReadEmbedded<AcousticModelConfig, AcousticModelWeights>);
    private readonly ScriptReader _reader = new(InstalledLexicon.English);

    /// <summary>An engine with <see cref="DefaultVocoder"/>.</summary>
    /// <param name="encoder">Tells the acoustic model who speaks in recordings.</param>
    public VoiceEngine(Encoder encoder)
        : this(encoder, DefaultVocoder)
    {
    }

    /// <summary>Trains a voice; takes seconds to hours.</summary>
    /// <param name="recordings">The speaker's recordings, at least one; those of no use are left out.</param>
    /// <param name="type">How much work to put in.</param>
    /// <param name="maxCores">How many threads may be used at once, at least 1.</param>
    /// <param name="progress">Reported to now and then, or null.</param>
    /// <param name="checkpointStore">Where a long training saves what it has reached, to go on after the process died; or null.</param>
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
        return new VoiceTrainer(_averageVoice.Value, encoder, _baseVoices, maxCores, progress, checkpointStore, ct)
            .Train(recordings, type);
    }

    /// <summary>Plain text or SSML as a script, read by <see cref="ScriptReader"/> without anybody's terms.</summary>
    /// <exception cref="ScriptException">The text's markup is broken, or there is nothing in it to say.</exception>
    public Script Read(string text) => _reader.Read(text, ReadingOptions.None);

    /// <summary>Opens a voice for the phrases of a script. Cheap: the voice is loaded with the first phrase.</summary>
    /// <param name="model">Who speaks.</param>
    /// <param name="script">What there is to say.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    public VoiceSession Open(VoiceModel model, Script script, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(script);
        return new VoiceSession(
            model, script, seed, ct => model.Parameters.Open(_baseVoices, layout => _vocoders.Create(vocoder, layout), ct));
    }
}
