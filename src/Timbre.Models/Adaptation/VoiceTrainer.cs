using System.Diagnostics;
using Timbre.Models.BaseVoices;

namespace Timbre.Models.Adaptation;

/// <summary>From recordings to a model: listen, choose a base voice, bend it, try it out.</summary>
internal sealed class VoiceTrainer(BaseVoiceShelf shelf, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct)
{
    private const double ListeningShare = 0.85;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        var baseVoice = shelf.Get("rms", ct);
        Tell("listening", 0);
        var speaker = new SpeakerStudy(baseVoice.Clusters.Warp, maxCores, new Direct(part => Tell("listening", ListeningShare * part))).Of(recordings, ct);
        var (meanHz, deviationHz) = speaker.F0();
        Tell("adapting", ListeningShare);
        var reference = baseVoice.Reference(meanHz, ct);
        var offsets = Adapter.Offsets(speaker, reference, new AdaptationWeights(200, 200, 400, 1));
        var prosody = new Prosody(meanHz, Math.Clamp(deviationHz, 0.05 * meanHz, 0.25 * meanHz), 1);
        Tell("trying", 0.95);
        var gain = Loudness.GainFor(baseVoice.Shifted(baseVoice.ByState(offsets)), prosody, ct);
        Tell("done", 1);
        return new VoiceModel(type, DateTimeOffset.UtcNow, VoiceModel.NoConsent, baseVoice.Name, prosody, gain, offsets);
    }

    private void Tell(string stage, double fraction)
    {
        var left = fraction > 0.02 ? _clock.Elapsed.TotalSeconds * (1 - fraction) / fraction : (double?)null;
        progress?.Report(new TrainingProgress(stage, fraction, left));
    }

    /// <summary>Reports on the thread that works; Progress would post, and steps could overtake each other.</summary>
    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
