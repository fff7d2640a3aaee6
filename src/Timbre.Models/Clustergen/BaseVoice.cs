using System.Collections.Concurrent;
using Timbre.Models.Clustergen.Adaptation;
using Timbre.Models.Clustergen.Frames;
using Timbre.Models.Output;
using Timbre.Text.Phonemes;

namespace Timbre.Models.Clustergen;

/// <summary>A voice of flite to start from, and how it measures: spoken by itself, analysed as a speaker's recordings are.</summary>
internal sealed class BaseVoice
{
    /// <summary>Amplitude at which it speaks, of its own; models know the gain from there.</summary>
    public const float OwnGain = 0.5f;

    private readonly ConcurrentDictionary<int, SpeechStatistics> _references = new();
    private readonly int[] _phoneOfState;
    private readonly float[] _phoneMeans;

    /// <summary>Of the vocoder's spectra.</summary>
    public const int FftSize = 1024;

    public BaseVoice(string name, ClusterVoice clusters)
    {
        (Name, Clusters) = (name, clusters);
        _phoneOfState = [.. clusters.States.Select(state => CmuPhoneSet.IndexOf(state.Split('_')[0]))];
        _phoneMeans = PhoneMeans(clusters, _phoneOfState);
        Predictor = new FramePredictor(clusters.File);
        Spectra = new SpectrumTable(clusters, FftSize / 2 + 1, OwnGain / -(double)short.MinValue);
    }

    /// <summary>flite's name of it.</summary>
    public string Name { get; }

    public ClusterVoice Clusters { get; }

    /// <summary>Predictions of its trees.</summary>
    public FramePredictor Predictor { get; }

    /// <summary>From its cepstra to spectra.</summary>
    public SpectrumTable Spectra { get; }

    /// <summary>Static and delta means of a cluster, transformed to the speaker.</summary>
    public void Transform(ClusterTransform transform, int cluster, Span<float> mean, Span<float> delta)
    {
        Clusters.Cepstra.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size).CopyTo(mean);
        Clusters.Deltas.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size).CopyTo(delta);
        var phone = _phoneOfState[Clusters.StateOf[cluster]];
        if (phone < 0)
            return; // a pause is nobody's
        var centre = _phoneMeans.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
        var offset = transform.Offsets.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
        for (var k = 0; k < ClusterVoice.Size; k++)
        {
            mean[k] = centre[k] + transform.Dynamics[k] * (mean[k] - centre[k]) + offset[k];
            delta[k] *= transform.Dynamics[k];
        }
    }

    /// <summary>
    /// What the unchanged voice measures when it speaks at about <paramref name="meanHz"/>: envelopes are read a little differently at each
    /// pitch.
    /// </summary>
    public SpeechStatistics ReferenceStatistics(double meanHz, CancellationToken ct)
    {
        const int StepsPerOctave = 4;
        var step = (int)Math.Round(StepsPerOctave * Math.Log2(Math.Clamp(meanHz, 60, 400)));
        if (_references.TryGetValue(step, out var known))
            return known;

        var hz = Math.Pow(2, (double)step / StepsPerOctave);
        return _references[step] = MeasureUnadapted(new ProsodyTarget(hz, 0.15 * hz, 1), ct);
    }

    /// <summary>Lets the unchanged voice speak and measures it.</summary>
    private SpeechStatistics MeasureUnadapted(ProsodyTarget prosody, CancellationToken ct)
    {
        var analyser = new SpeechAnalyser(Clusters.Warp);
        var statistics = new SpeechStatistics();
        foreach (var (sound, phones) in new CalibrationSynthesis(new ClustergenVoice(
            this, ClusterTransform.Identity, prosody)).Synthesize(CalibrationText.Sentences))
        {
            ct.ThrowIfCancellationRequested();
            analyser.Measure(sound, phones, statistics);
        }

        return statistics;
    }

    /// <summary>The plain mean of the clusters of each phone, [phones, size]; 0 where a voice has none.</summary>
    private static float[] PhoneMeans(ClusterVoice clusters, int[] phoneOfState)
    {
        var (means, counts) = (new float[ClusterTransform.OffsetCount], new int[CmuPhoneSet.All.Count]);
        for (var cluster = 0; cluster < clusters.Clusters; cluster++)
        {
            var phone = phoneOfState[clusters.StateOf[cluster]];
            if (phone < 0)
                continue;
            counts[phone]++;
            for (var k = 0; k < ClusterVoice.Size; k++)
                means[phone * ClusterVoice.Size + k] += clusters.Cepstra[cluster * ClusterVoice.Size + k];
        }

        for (var i = 0; i < means.Length; i++)
            means[i] /= Math.Max(1, counts[i / ClusterVoice.Size]);
        return means;
    }
}
