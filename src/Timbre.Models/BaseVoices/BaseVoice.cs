using System.Collections.Concurrent;
using Timbre.Models.Adaptation;
using Timbre.Models.Synthesis;
using Timbre.Models.Synthesis.Frames;

namespace Timbre.Models.BaseVoices;

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
        _phoneOfState = [.. clusters.States.Select(state => Phones.IndexOf(state.Split('_')[0]))];
        _phoneMeans = PhoneMeans(clusters, _phoneOfState);
        Predictor = new FramePredictor(clusters.File);
        Spectra = new SpectrumTable(clusters, FftSize / 2 + 1, OwnGain / -(double)short.MinValue);
    }

    /// <summary>flite's name of it.</summary>
    public string Name { get; }

    public ClusterVoice Clusters { get; }

    /// <summary>What its trees say.</summary>
    public FramePredictor Predictor { get; }

    /// <summary>From its cepstra to spectra.</summary>
    public SpectrumTable Spectra { get; }

    /// <summary>The mean and the slope of a cluster in a speaker's shape.</summary>
    public void Bend(VoiceShape shape, int cluster, Span<float> mean, Span<float> slope)
    {
        Clusters.Cepstra.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size).CopyTo(mean);
        Clusters.Slopes.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size).CopyTo(slope);
        var phone = _phoneOfState[Clusters.StateOf[cluster]];
        if (phone < 0)
            return; // a pause is nobody's
        var centre = _phoneMeans.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
        var offset = shape.Offsets.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
        for (var k = 0; k < ClusterVoice.Size; k++)
        {
            mean[k] = centre[k] + shape.Dynamics[k] * (mean[k] - centre[k]) + offset[k];
            slope[k] *= shape.Dynamics[k];
        }
    }

    /// <summary>What the unchanged voice measures when it speaks at about <paramref name="meanHz"/>: envelopes are read a little differently at each pitch.</summary>
    public SpeechStatistics Reference(double meanHz, CancellationToken ct)
    {
        const int StepsPerOctave = 4;
        var step = (int)Math.Round(StepsPerOctave * Math.Log2(Math.Clamp(meanHz, 60, 400)));
        if (_references.TryGetValue(step, out var known))
            return known;

        var hz = Math.Pow(2, (double)step / StepsPerOctave);
        return _references[step] = Listen(new Prosody(hz, 0.15 * hz, 1), ct);
    }

    /// <summary>Lets the unchanged voice speak and measures it.</summary>
    private SpeechStatistics Listen(Prosody prosody, CancellationToken ct)
    {
        var analyser = new SpeechAnalyser(Clusters.Warp);
        var heard = new SpeechStatistics();
        foreach (var (sound, phones) in new Rehearsal(new BentVoice(this, VoiceShape.Unchanged, prosody)).Say(CalibrationText.Sentences))
        {
            ct.ThrowIfCancellationRequested();
            analyser.Measure(sound, phones, heard);
        }

        return heard;
    }

    /// <summary>The plain mean of the clusters of each phone, [phones, size]; 0 where a voice has none.</summary>
    private static float[] PhoneMeans(ClusterVoice clusters, int[] phoneOfState)
    {
        var (means, counts) = (new float[VoiceShape.OffsetCount], new int[Phones.All.Count]);
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
