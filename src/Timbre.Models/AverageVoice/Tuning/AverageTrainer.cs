using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Adaptation;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Study;
using Timbre.Models.Synthesis;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>From recordings to a model: listen, tell the average voice who speaks, let it learn their phrases, try it out.</summary>
internal sealed class AverageTrainer(AverageWeights weights, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct)
{
    private const double LeastSeconds = 0.4;
    private const double LongestWhole = 60, PieceSeconds = 20; // a longer recording is cut, whatever its text
    private const double ListeningShare = 0.6, LearningShare = 0.95;

    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type, TuningPlan plan)
    {
        Tell("listening", 0);
        var studied = Listen(recordings);
        var traits = TraitStudy.Of(studied, weights.LogLengths);
        PhraseTargets[] phrases = [.. PhraseTargets.Of(studied, traits)];
        var network = TunedNetwork.For(weights, traits.Told()).With(numbers => (float[])numbers.Clone());
        var (tuner, random) = (new Tuner(network, maxCores), new Random(1));
        for (var pass = 0; pass < plan.Passes; pass++)
        {
            Tell("adapting", ListeningShare + ((LearningShare - ListeningShare) * pass / plan.Passes));
            tuner.Learn(phrases, random, plan.Rate, ct);
        }

        var sound = new TunedSound(traits, SpectralContrast.Apply(network, SpectralContrast.Of(network, phrases, plan.Contrast)));
        Tell("trying", LearningShare);
        var (gain, _) = Loudness.Try(new NetworkVoice(sound.Network, traits), ct);
        Tell("done", 1);
        return new VoiceModel(type, DateTimeOffset.UtcNow, VoiceModel.NoConsent, new Finish(gain, Math.Clamp(0.6 * Math.Exp(traits.MeanLogF0), 40, 70), 1), sound);
    }

    private List<StudiedRecording> Listen(IReadOnlyList<TrainingRecording> recordings)
    {
        var study = new RecordingStudy();
        var found = new List<StudiedRecording>[recordings.Count];
        var (done, gate) = (0, new Lock());
        Parallel.For(0, recordings.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, i =>
        {
            found[i] = [.. Pieces(recordings[i]).Select(piece => study.Of(piece.Sound, piece.Text, ct))];
            lock (gate)
                Tell("listening", ListeningShare * ++done / recordings.Count);
        });
        return [.. found.SelectMany(list => list)];
    }

    private static IEnumerable<(Clip Sound, string? Text)> Pieces(TrainingRecording recording)
    {
        Clip clip;
        try
        {
            clip = recording.Load();
        }
        catch (Exception cause) when (cause is AudioFormatException or IOException or InvalidDataException)
        {
            return []; // nothing can be learnt from it; who reads the report was told
        }

        if (clip.Seconds < LeastSeconds)
            return [];
        if (clip.Seconds <= LongestWhole)
            return [(clip, recording.Transcript)];
        return Enumerable.Range(0, (int)Math.Ceiling(clip.Seconds / PieceSeconds))
            .Select(i => clip.Cut(i * PieceSeconds, Math.Min(clip.Seconds, (i + 1) * PieceSeconds)))
            .Where(piece => piece.Seconds >= LeastSeconds)
            .Select(piece => (piece, (string?)null));
    }

    private void Tell(string stage, double fraction) => progress?.Report(new TrainingProgress(stage, fraction, null));
}
