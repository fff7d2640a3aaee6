using System.Buffers;
using Timbre.Audio;
using Timbre.Audio.World;
using Timbre.Models.Clustergen.Frames;
using Timbre.Models.Nn;
using Timbre.Models.Output;

namespace Timbre.Models.Clustergen;

/// <summary>Makes a plan heard: the base voice's clusters in a speaker's shape, the likeliest way through them, and the vocoder.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class PhraseSynthesizer(BaseVoice voice, ClusterTransform transform)
{
    private const int RateHz = SpeechFormat.SampleRateHz;
    private const int Size = ClusterVoice.Size;

    // the speaker's room is heard there, see Rumble
    private readonly WorldSynthesizer _vocoder = new(RateHz, BaseVoice.FftSize, fromZero: true);
    private readonly float[] _scratch = new float[voice.Spectra.Scratch];

    /// <summary>The sound of <paramref name="plan"/>, as loud as the base voice is; the same seed gives the same samples.</summary>
    public AudioClip Speak(ClustergenPlan plan, ulong seed)
    {
        var samples = new float[plan.SamplesAt(RateHz)];
        var synthesized = samples.AsSpan(0, Math.Min(samples.Length, (int)Math.Round(plan.SynthesizedSeconds * RateHz)));
        var cepstra = ArrayPool<float>.Shared.Rent(plan.Clusters.Length * Size);
        try
        {
            GenerateCepstra(plan.Clusters, cepstra.AsSpan(0, plan.Clusters.Length * Size));
            _vocoder.Synthesize(plan.F0Hz.AsSpan(plan.FirstFrame), Framing.HopSeconds, plan, (plan, i, power, aperiodicity) =>
            {
                var frame = plan.FirstFrame + i;
                var strengths = voice.Clusters.Strengths.AsSpan(plan.Clusters[frame] * ClusterVoice.Bands, ClusterVoice.Bands);
                voice.Spectra.Fill(
                    cepstra.AsSpan(frame * Size, Size), strengths, plan.F0Hz[frame] > 0, plan.Gains[frame], power, aperiodicity, _scratch);
            }, synthesized, seed);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(cepstra);
        }

        PostProcessing.Fade(synthesized); // behind it is silence
        return new AudioClip(samples, RateHz);
    }

    /// <summary>The cepstra of all frames, [frames, <see cref="ClusterVoice.Size"/>].</summary>
    private void GenerateCepstra(int[] clusters, Span<float> cepstra)
    {
        var length = cepstra.Length;
        var pool = ArrayPool<float>.Shared.Rent(3 * length);
        try
        {
            Span<float> deltas = pool.AsSpan(0, length), precisions = pool.AsSpan(length, length), deltaPrecisions = pool.AsSpan(2
                * length, length);
            for (var frame = 0; frame < clusters.Length; frame++)
            {
                var (at, cluster) = (frame * Size, clusters[frame] * Size);
                voice.Transform(transform, clusters[frame], cepstra.Slice(at, Size), deltas.Slice(at, Size));
                voice.Clusters.CepstrumPrecisions.AsSpan(cluster, Size).CopyTo(precisions[at..]);
                voice.Clusters.DeltaPrecisions.AsSpan(cluster, Size).CopyTo(deltaPrecisions[at..]);
            }

            ParameterGeneration.Solve(cepstra, deltas, precisions, deltaPrecisions);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pool);
        }
    }
}
