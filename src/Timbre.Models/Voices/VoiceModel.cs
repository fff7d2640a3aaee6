using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Output;

namespace Timbre.Models.Voices;

/// <summary>A trained voice of one speaker. Immutable; safe to speak with from many threads.</summary>
public sealed class VoiceModel
{
    /// <summary>Value of <see cref="Consent"/> if the speaker's consent was not checked.</summary>
    public const string NoConsent = "none";

    internal VoiceModel(VoiceType type, DateTimeOffset created, string consent, OutputStage outputStage, VoiceParameters parameters)
    {
        (Type, Created, Consent, OutputStage, Parameters) = (type, created, consent, outputStage, parameters);
    }

    /// <summary>The kind of training.</summary>
    public VoiceType Type { get; }

    /// <summary>Time of the training.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>
    /// Who vouches for the speaker's consent: <see cref="NoConsent"/> from the command line, a server's own mark from a server.
    /// </summary>
    public string Consent { get; }

    /// <summary>
    /// Losses of a long training, epoch by epoch; empty for others. The rapid voice, point 0, was kept if no later point is better.
    /// </summary>
    public IReadOnlyList<TrainingPoint> Curve { get; internal init; } = [];

    /// <summary>True if a long training did not improve the validation loss, so that this is the rapid voice.</summary>
    public bool IsRapidKept => Curve.Count > 1 && Curve.Min(point => point.ValidationLoss) >= Curve[0].ValidationLoss;

    /// <summary>Sample rate of the voice's sound.</summary>
    public int RateHz => Parameters.RateHz;

    /// <summary>Post-processing of the samples.</summary>
    internal OutputStage OutputStage { get; }

    /// <summary>Parameters that the samples are generated from.</summary>
    internal VoiceParameters Parameters { get; }

    /// <summary>The same voice with another <see cref="Consent"/>.</summary>
    public VoiceModel WithConsent(string consent) => new(Type, Created, consent, OutputStage, Parameters) { Curve = Curve };

    /// <summary>Writes the model with its format version and checksum.</summary>
    public void Save(Stream to) => VoiceModelFile.Write(this, to);

    /// <summary>Reads a model written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a format that this version does not know.</exception>
    public static VoiceModel Load(Stream from) => VoiceModelFile.Read(from);
}
