using Timbre.Models.Clustergen.VoiceFiles;

namespace Timbre.Models.Clustergen;

/// <summary>
/// A statistical voice of flite (clustergen): thousands of clusters of frames, each a phone's state in some context with a mean
/// mel-cepstrum.
/// </summary>
/// <remarks>
/// A. Black, "CLUSTERGEN: a statistical parametric synthesizer using trajectory modeling", Interspeech 2006. The file's
/// post-filter is made part of the cepstra, so that an amount added to a cepstrum is the amount that will be heard.
/// </remarks>
internal sealed class ClusterVoice
{
    /// <summary>Order of the mel-cepstra, c₀ not counted.</summary>
    public const int Order = 24;

    /// <summary>Numbers in a mel-cepstrum: c₀ to c₂₄.</summary>
    public const int Size = Order + 1;

    /// <summary>Bands of the excitation.</summary>
    public const int Bands = ClustergenFile.Bands;

    private const int FirstCepstrum = 2; // channels: F0 mean, deviation; then mean and deviation of c₀, c₁, ...
    private const int FirstDelta = FirstCepstrum + 2 * Size; // the same of their deltas
    private const int FirstStrength = FirstDelta + 2 * Size;
    private const int VoicingChannel = FirstStrength + 2 * ClustergenFile.Bands;
    private const float MaxVariance = 0.0962f; // where the file gives none, as flite has it

    private ClusterVoice(ClustergenFile file)
    {
        File = file;
        Clusters = file.Vectors.Length / file.Channels;
        (Cepstra, Deltas) = (new float[Clusters * Size], new float[Clusters * Size]);
        (CepstrumPrecisions, DeltaPrecisions) = (new float[Clusters * Size], new float[Clusters * Size]);
        (Strengths, Voicing) = (new float[Clusters * Bands], new float[Clusters]);
        var sharpen = new PostFilter(Size, file.Warp, file.PostFilter);
        for (var cluster = 0; cluster < Clusters; cluster++)
        {
            for (var k = 0; k < Size; k++)
            {
                Cepstra[cluster * Size + k] = file.Value(cluster, FirstCepstrum + 2 * k);
                Deltas[cluster * Size + k] = file.Value(cluster, FirstDelta + 2 * k);
                CepstrumPrecisions[cluster * Size + k] = Precision(file.Value(cluster, FirstCepstrum + 2 * k + 1));
                DeltaPrecisions[cluster * Size + k] = Precision(file.Value(cluster, FirstDelta + 2 * k + 1));
            }

            for (var band = 0; band < Bands; band++)
                Strengths[cluster * Bands + band] = Math.Clamp(file.Value(cluster, FirstStrength + 2 * band), 0, 1);
            Voicing[cluster] = file.Value(cluster, VoicingChannel);

            sharpen.Apply(Cepstra.AsSpan(cluster * Size, Size));
            sharpen.Sharpen(Deltas.AsSpan(cluster * Size, Size));
        }
    }

    /// <summary>Number of clusters.</summary>
    public int Clusters { get; }

    /// <summary>Natural logarithm of amplitude, warped by <see cref="Warp"/>: [clusters, <see cref="Size"/>].</summary>
    public float[] Cepstra { get; }

    /// <summary>
    /// Half the change of the cepstra from the frame before to the frame behind: [clusters, <see cref="Size"/>]. Trajectories are drawn to
    /// fit both.
    /// </summary>
    public float[] Deltas { get; }

    /// <summary>1 / σ² of <see cref="Cepstra"/> within their clusters.</summary>
    public float[] CepstrumPrecisions { get; }

    /// <summary>1 / σ² of <see cref="Deltas"/>.</summary>
    public float[] DeltaPrecisions { get; }

    /// <summary>Voicing strength of each band in amplitude, 0 to 1: [clusters, <see cref="Bands"/>].</summary>
    public float[] Strengths { get; }

    /// <summary>Voiced above a half: [clusters].</summary>
    public float[] Voicing { get; }

    /// <summary>The trees and what belongs to them.</summary>
    public ClustergenFile File { get; }

    /// <summary>α of the bilinear frequency warp of the cepstra.</summary>
    public double Warp => File.Warp;

    /// <summary>The state that each cluster belongs to, an index into <see cref="States"/>.</summary>
    public IReadOnlyList<int> StateOf => File.StateOf;

    /// <summary>Names such as <c>aa_1</c>: the phone, then a number.</summary>
    public IReadOnlyList<string> States => File.States;

    /// <exception cref="InvalidDataException">The file is damaged, or not of the layout that this class knows.</exception>
    public static ClusterVoice Parse(ReadOnlySpan<byte> file) => new(ClustergenFile.Read(file));

    private static float Precision(float deviation) => 1 / (deviation != 0 ? deviation * deviation : MaxVariance);
}
