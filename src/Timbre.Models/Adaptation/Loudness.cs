using Timbre.Models.BaseVoices;
using Timbre.Models.Programs;

namespace Timbre.Models.Adaptation;

/// <summary>All voices speak equally loud: the mean power of their speech, pauses left out, is the same.</summary>
internal static class Loudness
{
    private const double TargetDb = -21; // mean power of speech re full scale, pauses left out
    private const float GateLevel = 0.01f; // quieter frames are pauses
    private const int FrameSamples = 320;

    /// <summary>What the samples of a voice file must be multiplied by.</summary>
    public static float GainFor(byte[] voiceFile, Prosody prosody, CancellationToken ct)
    {
        using var scratch = new ScratchFolder();
        var voice = scratch.File("voice");
        File.WriteAllBytes(voice, voiceFile);
        var (power, count) = (0.0, 0);
        foreach (var sentence in CalibrationText.Sentences.Take(3))
        {
            var samples = Flite.Say(voice, sentence, prosody, scratch, ct).Sound.Samples;
            for (var at = 0; at + FrameSamples <= samples.Length; at += FrameSamples)
            {
                var frame = Power(samples.AsSpan(at, FrameSamples));
                if (frame > GateLevel * GateLevel)
                    (power, count) = (power + frame, count + 1);
            }
        }

        return count == 0 ? 1 : (float)Math.Sqrt(Math.Pow(10, TargetDb / 10) / (power / count));
    }

    private static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
            sum += sample * sample;
        return sum / samples.Length;
    }
}
