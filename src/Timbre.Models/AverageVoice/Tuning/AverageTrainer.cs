using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Adaptation;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Study;
using Timbre.Models.Synthesis;
using Timbre.Models.Synthesis.Vocoders;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>From recordings to a model: listen, tell the average voice who speaks, let it learn their phrases, try it out.</summary>
/// <param name="weights">The average voice.</param>
/// <param name="type">How much work to put in.</param>
/// <param name="maxCores">Threads at once.</param>
/// <param name="progress">Told now and then.</param>
/// <param name="memory">Keeps what a long training has reached, or null.</param>
/// <param name="ct">Ends it.</param>
internal sealed class AverageTrainer(AverageWeights weights, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress, ITrainingMemory? memory, CancellationToken ct)
{
    private const double LeastSeconds = 0.4;
    private const double LongestWhole = 60, PieceSeconds = 20; // a longer recording is cut, whatever its text
    private const double LearningShare = 0.95; // of the whole time, when learning ends
    private const double LeastUnderstoodSeconds = 2;
    private const int HeldEvery = 10; // phrases; to try a long training with
    private const int MinuteOfSteps = 6000; // the rapid voice that a long training begins with
    private const double RapidShare = 0.05; // of learning
    private const double MostRapidSeconds = 60, MostSeconds = 1800; // of recordings: a rapid voice is wanted in a minute, and memory has an end

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private bool IsLong => type == VoiceType.Professional;

    private double MostMaterial => IsLong ? MostSeconds : MostRapidSeconds;

    /// <summary>Of the whole time.</summary>
    private double ListeningShare => IsLong ? 0.15 : 0.6;

    /// <summary>The voice, or null where hardly a word was heard. Words that were heard wrongly, as those of other languages are, still sound like what was said.</summary>
    public VoiceModel? TryTrain(IReadOnlyList<TrainingRecording> recordings, TuningPlan plan)
    {
        Tell("listening", 0);
        var studied = Listen([.. recordings.TakeWhile(Enough())]);
        if (UnderstoodSeconds(studied) < LeastUnderstoodSeconds || TraitStudy.Of(studied, weights.LogLengths) is not { } traits)
            return null;
        PhraseTargets[] phrases = [.. PhraseTargets.Of(studied, traits)];
        if (phrases.Length == 0)
            return null;
        var (network, curve) = IsLong && phrases.Length >= 2 * HeldEvery ? Long(phrases, traits, plan) : (Quick(phrases, traits, plan, TellLearning), []);
        var sound = new TunedSound(traits, VoiceSoundFile.AsKept(SpectralContrast.Apply(network, SpectralContrast.Of(network, phrases, plan.Contrast))));
        Tell("trying", LearningShare);
        var (gain, _) = Loudness.Try(new NetworkVoice(sound.Network, traits, new ParametricFrames()), ct);
        Tell("done", 1);
        return new VoiceModel(type, DateTimeOffset.UtcNow, VoiceModel.NoConsent, new Finish(gain, Math.Clamp(0.6 * Math.Exp(traits.MeanLogF0), 40, 70), 1), sound) { Curve = curve };
    }

    private static double UnderstoodSeconds(List<StudiedRecording> studied) =>
        studied.SelectMany(recording => recording.Phrases).Sum(phrase => phrase.Lengths.Sum()) * AverageConfig.FramesPerStep * Framing.HopSeconds;

    /// <summary>Some passes over everything.</summary>
    private TunedNetwork Quick(IReadOnlyList<PhraseTargets> phrases, SpeakerTraits traits, TuningPlan plan, Action<double> tell)
    {
        var network = TunedNetwork.For(weights, traits.Told()).With(numbers => (float[])numbers.Clone());
        var (tuner, random) = (new Tuner(network, maxCores), new Random(1));
        for (var pass = 0; pass < plan.Passes; pass++)
        {
            tell((double)pass / plan.Passes);
            tuner.Learn(phrases, random, plan.Rate, ct);
        }

        return network;
    }

    /// <summary>As many passes as make phrases better that are not learnt from.</summary>
    private (TunedNetwork Network, IReadOnlyList<TrainingPoint> Curve) Long(PhraseTargets[] phrases, SpeakerTraits traits, TuningPlan plan)
    {
        var held = phrases.Where((_, i) => i % HeldEvery == HeldEvery - 1).ToArray();
        var learnt = phrases.Where((_, i) => i % HeldEvery != HeldEvery - 1).ToArray();
        var state = new LongTuning(learnt, held, maxCores, memory).Run(
            () => Quick([.. learnt.TakeWhile(FirstMinute())], traits, TuningPlan.Rapid, part => TellLearning(RapidShare * part)),
            plan, (part, curve) => TellLearning(RapidShare + ((1 - RapidShare) * part), curve), ct);
        return (state.Best, state.Curve);
    }

    private Func<TrainingRecording, bool> Enough()
    {
        var seconds = 0.0;
        return recording => (seconds += recording.Seconds) <= MostMaterial + recording.Seconds;
    }

    private static Func<PhraseTargets, bool> FirstMinute()
    {
        var steps = 0;
        return phrase => (steps += phrase.Steps) <= MinuteOfSteps + phrase.Steps;
    }

    private List<StudiedRecording> Listen(IReadOnlyList<TrainingRecording> recordings)
    {
        var study = new RecordingStudy();
        var coresOfOne = recordings.Count == 1 ? maxCores : 1;
        var found = new List<StudiedRecording>[recordings.Count];
        var (done, gate) = (0, new Lock());
        Parallel.For(0, recordings.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, i =>
        {
            found[i] = [.. Pieces(recordings[i]).Select(piece => study.Of(piece.Sound, piece.Text, coresOfOne, ct))];
            lock (gate)
                Tell("listening", ListeningShare * ++done / recordings.Count);
        });
        return [.. found.SelectMany(list => list)];
    }

    private IEnumerable<(Clip Sound, string? Text)> Pieces(TrainingRecording recording)
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

        if (clip.Seconds < LeastSeconds || Audio.Measures.Silence.IsSilent(clip))
            return [];
        if (clip.Seconds <= LongestWhole)
            return [(clip, recording.Transcript)];
        return Enumerable.Range(0, (int)Math.Ceiling(Math.Min(clip.Seconds, MostMaterial) / PieceSeconds))
            .Select(i => clip.Cut(i * PieceSeconds, Math.Min(clip.Seconds, (i + 1) * PieceSeconds)))
            .Where(piece => piece.Seconds >= LeastSeconds)
            .Select(piece => (piece, (string?)null));
    }

    private void TellLearning(double part) => TellLearning(part, []);

    private void TellLearning(double part, IReadOnlyList<TrainingPoint> curve) => Tell("adapting", ListeningShare + ((LearningShare - ListeningShare) * part), curve);

    private void Tell(string stage, double fraction, IReadOnlyList<TrainingPoint>? curve = null)
    {
        var left = fraction > 0.02 ? _clock.Elapsed.TotalSeconds * (1 - fraction) / fraction : (double?)null;
        progress?.Report(new TrainingProgress(stage, fraction, left) { Curve = curve ?? [] });
    }
}
