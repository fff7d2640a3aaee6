using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>Computes the conditioning of a speaker from recordings.</summary>
/// <remarks>As training/voice/data.py has it of the speakers of training.</remarks>
internal static class SpeakerStatistics
{
    private const double Octaves = 0.6; // F0 farther than this from the median is an error, or creak
    private const double MinDeviation = 0.05;
    private const int MinVoicedFrames = 40;

    /// <summary>The conditioning of a speaker; null if there is too little speech.</summary>
    /// <param name="recordings">In any order, all of one layout.</param>
    /// <param name="meanLogDurations">Mean ln of each phone's frames over many speakers.</param>
    public static SpeakerConditioning? Of(IReadOnlyList<RecordingFeatures> recordings, float[] meanLogDurations)
    {
        if (recordings.Count == 0)
            return null;
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
