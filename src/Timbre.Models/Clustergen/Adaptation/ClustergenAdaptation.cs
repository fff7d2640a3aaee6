using Timbre.Text.Phonemes;

namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>
/// What must be added to a base voice's cepstra so that it measures as the speaker does: a difference for each phone, shrunk towards its
/// class, and that towards all.
/// </summary>
/// <remarks>
/// δ_phone = (n D + τ δ_class) / (n + τ), D the difference of means over n frames: the maximum a posteriori estimate when the
/// parent is the prior's mean. Gauvain and Lee, "Maximum a posteriori estimation for multivariate Gaussian mixture
/// observations of Markov chains", IEEE TSAP 2, 1994.
/// </remarks>
internal static class ClustergenAdaptation
{
    private const double BaseFrameWeight = 4; // a frame of the base voice, which never wavers, counts as so many

    /// <summary>
    /// [phones of <see cref="CmuPhoneSet.All"/>, <see cref="ClusterVoice.Size"/>]; the mean level of voiced sounds stays the base voice's.
    /// </summary>
    /// <param name="speaker">Of the recordings.</param>
    /// <param name="reference">Of the base voice.</param>
    /// <param name="weights">How much the parents are believed.</param>
    public static float[] Offsets(SpeechStatistics speaker, SpeechStatistics reference, AdaptationPrior weights)
    {
        var offsets = new float[CmuPhoneSet.All.Count * ClusterVoice.Size];
        for (var k = 0; k < ClusterVoice.Size; k++)
            Shrink(speaker, reference, weights, k, offsets);
        return offsets;
    }

    /// <summary>
    /// √(σ² of the speaker / σ² of the base voice) within voiced phones, softened and bounded: clusters are means of many sounds and lie
    /// too close together. [<see cref="ClusterVoice.Size"/>]; c₀ keeps its own.
    /// </summary>
    public static float[] Dynamics(SpeechStatistics speaker, SpeechStatistics reference)
    {
        const double Min = 0.8, Max = 1.4, Softness = 0.5;
        var dynamics = new float[ClusterVoice.Size];
        dynamics[0] = 1;
        for (var k = 1; k < dynamics.Length; k++)
            dynamics[k] =
                (float)Math.Pow(
                    Math.Clamp(Math.Sqrt(speaker.VarianceWithinPhones(k) / Math.Max(1e-9, reference.VarianceWithinPhones(k))), Min, Max),
                    Softness);
        return dynamics;
    }

    private static void Shrink(SpeechStatistics speaker, SpeechStatistics reference, AdaptationPrior weights, int k, Span<float> offsets)
    {
        var phones = Enumerable.Range(0, CmuPhoneSet.All.Count).Where(p => speaker.Frames(p) > 0 && reference.Frames(p) > 0).ToArray();
        double Count(int p) => Math.Min(weights.MaxFrames, Math.Min(speaker.Frames(p), BaseFrameWeight * reference.Frames(p)));
        double Mean(Func<int, bool> among, double prior, double tau)
        {
            var (sum, count) = (tau * prior, tau);
            foreach (var p in phones)
            {
                if (!among(p))
                    continue;
                sum += Count(p) * (speaker.Mean(p, k) - reference.Mean(p, k));
                count += Count(p);
            }

            return count > 0 ? sum / count : prior;
        }

        bool Voiced(int p) => CmuPhoneSet.VoicedClass[CmuPhoneSet.ClassOf[p]];
        var voiced = Mean(Voiced, 0, 0);
        var unvoiced = Mean(p => !Voiced(p), voiced, weights.BroadFrames);
        for (var p = 0; p < CmuPhoneSet.All.Count; p++)
        {
            var ofClass = Mean(q => CmuPhoneSet.ClassOf[q] == CmuPhoneSet.ClassOf[p], Voiced(p) ? voiced : unvoiced, weights.ClassFrames);
            var ofPhone = Mean(q => q == p, ofClass, weights.PhoneFrames);
            offsets[p * ClusterVoice.Size + k] = (float)(k == 0 ? weights.Level * (ofPhone - voiced) : ofPhone);
        }
    }
}
