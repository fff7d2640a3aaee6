using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>Computes the conditioning of a speaker from recordings.</summary>
/// <remarks>As training/voice/data.py has it of the speakers of training.</remarks>
internal static class SpeakerStatistics
{
    private const double Octaves = 0.6; // F0 farther than this from the median is an error, or creak
    private const double MinDeviation = 0.05;
    private const int MinVoicedFrames = 40;
    private const int MinSteps = 100, MaxSteps = 6000, ChunkSteps = 600; // of speech for the reference encoder

    /// <summary>The conditioning of a speaker; null if there is too little speech.</summary>
    /// <param name="recordings">In any order, all of one layout.</param>
    /// <param name="weights">The average voice.</param>
    public static SpeakerConditioning? Of(IReadOnlyList<RecordingFeatures> recordings, AcousticModelWeights weights) =>
        recordings.Count == 0 ? null
        : weights.Reference is { } encoder ? ByReference(recordings, encoder, weights.MeanLogDurations)
        : ByEmbedding(recordings, weights.MeanLogDurations);

    /// <summary>From the frames of speech; the rate from the phrases, where there are any.</summary>
    private static SpeakerConditioning? ByReference(
        IReadOnlyList<RecordingFeatures> recordings, ReferenceEncoder encoder, float[] meanLogDurations)
    {
        var (layout, points) = (recordings[0].Layout, recordings.Min(recording => recording.Points));
        var (logs, spectrum, frames) = (new List<double>(), new double[layout.Mels], 0);
        foreach (var recording in recordings)
        {
            for (var t = 0; t < recording.Count; t++)
            {
                var frame = recording.FramesFrom(t, 1);
                if (frame[0] > 0)
                    logs.Add(Math.Log(Math.Max(20, frame[0])));
                if (!ReferenceSpeech.IsSpeech(frame, layout))
                    continue;
                frames++;
                for (var k = 0; k < spectrum.Length; k++)
                    spectrum[k] += frame[layout.FirstMel + k];
            }
        }

        var steps = recordings.SelectMany(recording => ReferenceSpeech.Steps(recording, points)).Take(MaxSteps * encoder.Inputs).ToArray();
        if (logs.Count < MinVoicedFrames || steps.Length < MinSteps * encoder.Inputs)
            return null;
        var (mean, deviation) = F0(logs);
        return new SpeakerConditioning(
            Code(encoder, steps), mean, deviation, SpeakingRate(recordings, meanLogDurations),
            [.. spectrum.Select((sum, k) => k < points ? (float)(sum / frames) : ReferenceSpeech.Unknown)]);
    }

    /// <summary>The mean over chunks of equal length, which are about as long as the references of training.</summary>
    private static float[] Code(ReferenceEncoder encoder, float[] steps)
    {
        var count = steps.Length / encoder.Inputs;
        var chunks = (count + ChunkSteps - 1) / ChunkSteps;
        var codes = Enumerable.Range(0, chunks).Select(i =>
        {
            var (first, end) = ((int)((long)count * i / chunks), (int)((long)count * (i + 1) / chunks));
            return encoder.Encode(steps.AsSpan(first * encoder.Inputs, (end - first) * encoder.Inputs));
        }).ToArray();
        return [.. Enumerable.Range(0, codes[0].Length).Select(k => codes.Average(code => code[k]))];
    }

    /// <summary>Mean of ln(length) of phones less what each has on average; 0 where no words are known.</summary>
    private static double SpeakingRate(IReadOnlyList<RecordingFeatures> recordings, float[] meanLogDurations)
    {
        var excess = recordings.SelectMany(recording => recording.Phrases).SelectMany(phrase =>
            Enumerable.Range(1, Math.Max(0, phrase.Phones.Length - 2))
                .Select(i => Math.Log(Math.Max(1, phrase.Durations[i])) - meanLogDurations[phrase.Phones[i]]));
        return excess.DefaultIfEmpty().Average();
    }

    private static SpeakerConditioning? ByEmbedding(IReadOnlyList<RecordingFeatures> recordings, float[] meanLogDurations)
    {
        var (logs, layout) = (new List<double>(), recordings[0].Layout);
        var (spectrum, frames, logDurationExcess, phones) = (new double[layout.Mels], 0, 0.0, 0);
        foreach (var recording in recordings)
        {
            foreach (var phrase in recording.Phrases)
            {
                var at = RecordingFeatures.FirstFrame(phrase);
                for (var i = 0; i < phrase.Phones.Length; i++)
                {
                    var end = Math.Min(recording.Count, at + (AcousticModelConfig.FramesPerStep * phrase.Durations[i]));
                    for (; at < end; at++)
                        Add(recording.FramesFrom(at, 1), phrase.Phones[i] != recording.Pause);
                    if (i == 0 || i == phrase.Phones.Length - 1)
                        continue;
                    logDurationExcess += Math.Log(Math.Max(1, phrase.Durations[i])) - meanLogDurations[phrase.Phones[i]];
                    phones++;
                }
            }
        }

        var embeddings = recordings.Select(recording => recording.Speaker).OfType<SpeakerEncoder.SpeakerEmbedding>().ToArray();
        if (logs.Count < MinVoicedFrames || embeddings.Length == 0 || phones == 0 || frames == 0)
            return null;
        var (mean, deviation) = F0(logs);
        return new SpeakerConditioning(
            Mean(embeddings), mean, deviation, logDurationExcess / phones, [.. spectrum.Select(sum => (float)(sum / frames))]);

        void Add(ReadOnlySpan<float> frame, bool isSpeech)
        {
            if (frame[0] > 0)
                logs.Add(Math.Log(Math.Max(20, frame[0])));
            if (!isSpeech)
                return;
            frames++;
            for (var k = 0; k < spectrum.Length; k++)
                spectrum[k] += frame[layout.FirstMel + k];
        }
    }

    private static (double Mean, double Deviation) F0(List<double> logs)
    {
        logs.Sort();
        var median = logs[logs.Count / 2];
        var inliers = logs.Where(log => Math.Abs(log - median) < Octaves * Math.Log(2)).ToArray();
        var mean = inliers.Average();
        return (mean, Math.Max(MinDeviation, Math.Sqrt(inliers.Average(log => (log - mean) * (log - mean)))));
    }

    private static float[] Mean(SpeakerEncoder.SpeakerEmbedding[] embeddings)
    {
        var sum = new double[SpeakerEncoder.SpeakerEmbedding.Count];
        foreach (var embedding in embeddings)
        {
            for (var k = 0; k < sum.Length; k++)
                sum[k] += embedding.Values[k];
        }

        var length = Math.Max(1e-9, Math.Sqrt(sum.Sum(x => x * x)));
        return [.. sum.Select(x => (float)(x / length))];
    }
}
