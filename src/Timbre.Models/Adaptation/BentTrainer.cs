using System.Diagnostics;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis;

namespace Timbre.Models.Adaptation;

/// <summary>From recordings to a model: listen, compare with the base voice, bend it, try it out.</summary>
internal sealed class BentTrainer(BaseVoiceShelf shelf, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct)
{
    private const double ListeningShare = 0.85;
    private const double TryingFrom = 0.95;

    /// <summary>Its words are understood better than those of flite's other voices, for women and children too.</summary>
    private const string Base = "rms";

    /// <summary>F0 moves less than it is asked to: its trees give means of many.</summary>
    private const double IntonationGain = 1.3;

    private static readonly AdaptationWeights Little = new(BroadFrames: 200, ClassFrames: 200, PhoneFrames: 400, MostFrames: 1000, Level: 1);
    private static readonly AdaptationWeights Much = Little with { MostFrames = 50 };

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        Tell("listening", 0);
        var voice = shelf.Get(Base, ct);
        var speaker = new SpeakerStudy(voice.Clusters.Warp, maxCores, new Direct(part => Tell("listening", ListeningShare * part))).Of(recordings, ct);
        Tell("adapting", ListeningShare);
        var (meanHz, deviationHz) = speaker.F0();
        var reference = voice.Reference(meanHz, ct);
        var shape = new VoiceShape(Adapter.Dynamics(speaker, reference), Adapter.Offsets(speaker, reference, type == VoiceType.Rapid ? Little : Much));
        var prosody = new Prosody(meanHz, Math.Clamp(IntonationGain * deviationHz, 0.05 * meanHz, 0.25 * meanHz), 1);
        Tell("trying", TryingFrom);
        var (gain, rumble) = Loudness.Try(new BentVoice(voice, shape, prosody), ct);
        var finish = new Finish(gain, Math.Clamp(0.6 * meanHz, 40, 70), (float)Math.Clamp(Math.Sqrt(speaker.RumbleShare / Math.Max(rumble, 1e-12)), 0.003, 1));
        Tell("done", 1);
        return new VoiceModel(type, DateTimeOffset.UtcNow, VoiceModel.NoConsent, finish, new BentSound(voice.Name, prosody, shape));
    }

    private void Tell(string stage, double fraction)
    {
        var left = fraction > 0.02 ? _clock.Elapsed.TotalSeconds * (1 - fraction) / fraction : (double?)null;
        progress?.Report(new TrainingProgress(stage, fraction, left));
    }

    /// <summary>Reports on the thread that works; <see cref="Progress{T}"/> would post, and steps could overtake each other.</summary>
    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
