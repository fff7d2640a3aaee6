using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>What of recordings says who speaks: their frames of speech, as a reference encoder reads them.</summary>
/// <remarks>As training/voice/data.py and corpus.py have it of the speakers of training.</remarks>
internal static class ReferenceSpeech
{
    /// <summary>In place of the points of a spectrum above the bandwidth of a recording.</summary>
    public const float Unknown = -8;

    private const double SpeechLevel = -7; // ln of power relative to the level of a recording: 30 dB below
    private const float MinLogAperiodicity = -7;

    /// <summary>True if a frame is loud enough to be of speech.</summary>
    /// <param name="frame">Spectrum less the recording's level.</param>
    /// <param name="layout">Its numbers.</param>
    public static bool IsSpeech(ReadOnlySpan<float> frame, FrameLayout layout)
    {
        var power = 0.0;
        foreach (var log in frame.Slice(layout.FirstMel, layout.Mels))
            power += Math.Exp(log);
        return power > Math.Exp(SpeechLevel);
    }

    /// <summary>
    /// Steps both frames of which are speech, [steps, mels + bands + 2]: the means over both of spectrum, aperiodicity, voicing, and ln F0
    /// where there is a voice.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="points">Points of a spectrum that are known; the others are 0.</param>
    public static float[] Steps(RecordingFeatures recording, int points)
    {
        var layout = recording.Layout;
        var inputs = layout.Mels + layout.Bands + 2;
        var steps = new List<float>();
        for (var t = 0; t + AcousticModelConfig.FramesPerStep <= recording.Count; t += AcousticModelConfig.FramesPerStep)
        {
            var first = recording.FramesFrom(t, 1);
            var second = recording.FramesFrom(t + 1, 1);
            if (!IsSpeech(first, layout) || !IsSpeech(second, layout))
                continue;
            var step = new float[inputs];
            Add(first, layout, points, step);
            Add(second, layout, points, step);
            steps.AddRange(step);
        }

        return [.. steps];
    }

    private static void Add(ReadOnlySpan<float> frame, FrameLayout layout, int points, Span<float> step)
    {
        const float share = 1f / AcousticModelConfig.FramesPerStep;
        for (var k = 0; k < points; k++)
            step[k] += share * (frame[layout.FirstMel + k] - Unknown) / 3;
        for (var band = 0; band < layout.Bands; band++)
            step[layout.Mels + band] += share * (Math.Max(MinLogAperiodicity, frame[1 + band]) + 1.5f) / 1.5f;
        if (frame[0] <= 0)
            return;
        step[layout.Mels + layout.Bands] += share;
        step[layout.Mels + layout.Bands + 1] += share * (MathF.Log(Math.Max(20, frame[0])) - 5) / 0.5f;
    }
}
