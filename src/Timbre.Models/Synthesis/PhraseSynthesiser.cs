using System.Buffers;
using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis.Frames;
using Timbre.Models.Synthesis.Planning;

namespace Timbre.Models.Synthesis;

/// <summary>Makes a plan heard: the base voice's clusters in a speaker's shape, the likeliest way through them, and the vocoder.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class PhraseSynthesiser(BaseVoice voice, VoiceShape shape)
{
    private const int RateHz = VoiceEngine.SpeechRateHz;
    private const int Size = ClusterVoice.Size;

    private readonly Synthesiser _vocoder = new(RateHz, BaseVoice.FftSize, fromZero: true); // the speaker's room is heard there, see Rumble
    private readonly float[] _scratch = new float[voice.Spectra.Scratch];

    /// <summary>The sound of <paramref name="plan"/>, as loud as the base voice is; the same seed gives the same samples.</summary>
    public Clip Speak(ClusterPlan plan, ulong seed)
    {
        var samples = new float[plan.Samples];
        var heard = samples.AsSpan(0, Math.Min(samples.Length, (int)Math.Round(plan.HeardSeconds * RateHz)));
        var cepstra = ArrayPool<float>.Shared.Rent(plan.Clusters.Length * Size);
        try
        {
            Draw(plan.Clusters, cepstra.AsSpan(0, plan.Clusters.Length * Size));
            _vocoder.Synthesise(plan.F0Hz.AsSpan(plan.FirstFrame), Framing.HopSeconds, plan, (plan, i, power, aperiodicity) =>
            {
                var frame = plan.FirstFrame + i;
                var strengths = voice.Clusters.Strengths.AsSpan(plan.Clusters[frame] * ClusterVoice.Bands, ClusterVoice.Bands);
                voice.Spectra.Fill(cepstra.AsSpan(frame * Size, Size), strengths, plan.F0Hz[frame] > 0, plan.Gains[frame], power, aperiodicity, _scratch);
            }, heard, seed);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(cepstra);
        }

        Polish.Fade(heard); // behind it is silence
        return new Clip(samples, RateHz);
    }

    /// <summary>The cepstra of all frames, [frames, <see cref="ClusterVoice.Size"/>].</summary>
    private void Draw(int[] clusters, Span<float> cepstra)
    {
        var length = cepstra.Length;
        var pool = ArrayPool<float>.Shared.Rent(3 * length);
        try
        {
            Span<float> slopes = pool.AsSpan(0, length), precisions = pool.AsSpan(length, length), slopePrecisions = pool.AsSpan(2 * length, length);
            for (var frame = 0; frame < clusters.Length; frame++)
            {
                var (at, cluster) = (frame * Size, clusters[frame] * Size);
                voice.Bend(shape, clusters[frame], cepstra.Slice(at, Size), slopes.Slice(at, Size));
                voice.Clusters.CepstrumPrecisions.AsSpan(cluster, Size).CopyTo(precisions[at..]);
                voice.Clusters.SlopePrecisions.AsSpan(cluster, Size).CopyTo(slopePrecisions[at..]);
            }

            Trajectories.Solve(cepstra, slopes, precisions, slopePrecisions);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pool);
        }
    }
}
