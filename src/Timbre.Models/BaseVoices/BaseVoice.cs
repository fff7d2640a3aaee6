using System.Collections.Concurrent;
using Timbre.Models.Adaptation;
using Timbre.Models.Programs;

namespace Timbre.Models.BaseVoices;

/// <summary>A voice of flite to start from, and how it measures: spoken by itself, analysed as a speaker's recordings are.</summary>
internal sealed class BaseVoice
{
    /// <summary>Amplitude in the files made from it, a third of flite's own: a louder formant must not exceed 16 bits.</summary>
    public const float FileGain = 0.5f;

    private readonly ConcurrentDictionary<int, SpeechStatistics> _references = new();
    private readonly int[] _phoneOfState;
    private readonly float[] _phoneMeans;

    public BaseVoice(string name, ClusterVoice clusters)
    {
        (Name, Clusters) = (name, clusters);
        _phoneOfState = [.. clusters.States.Select(state => Phones.IndexOf(state.Split('_')[0]))];
        _phoneMeans = PhoneMeans(clusters, _phoneOfState);
    }

    /// <summary>flite's name of it.</summary>
    public string Name { get; }

    public ClusterVoice Clusters { get; }

    /// <summary>A voice file of this voice bent to <paramref name="shape"/>.</summary>
    public byte[] Bent(VoiceShape shape)
    {
        var (cepstra, slopes) = ((float[])Clusters.Cepstra.Clone(), (float[])Clusters.Slopes.Clone());
        for (var cluster = 0; cluster < Clusters.Clusters; cluster++)
        {
            var phone = _phoneOfState[Clusters.StateOf[cluster]];
            if (phone < 0)
                continue; // a pause is nobody's
            var mean = cepstra.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size);
            var slope = slopes.AsSpan(cluster * ClusterVoice.Size, ClusterVoice.Size);
            var centre = _phoneMeans.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
            var offset = shape.Offsets.AsSpan(phone * ClusterVoice.Size, ClusterVoice.Size);
            for (var k = 0; k < mean.Length; k++)
            {
                mean[k] = centre[k] + shape.Dynamics[k] * (mean[k] - centre[k]) + offset[k];
                slope[k] *= shape.Dynamics[k];
            }
        }

        return Clusters.With(cepstra, slopes, FileGain);
    }

    /// <summary>What the unchanged voice measures when it speaks at about <paramref name="meanHz"/>: envelopes are read a little differently at each pitch.</summary>
    public SpeechStatistics Reference(double meanHz, CancellationToken ct)
    {
        const int StepsPerOctave = 4;
        var step = (int)Math.Round(StepsPerOctave * Math.Log2(Math.Clamp(meanHz, 60, 400)));
        if (_references.TryGetValue(step, out var known))
            return known;

        var hz = Math.Pow(2, (double)step / StepsPerOctave);
        return _references[step] = Listen(Bent(VoiceShape.Unchanged), new Prosody(hz, 0.15 * hz, 1), CalibrationText.Sentences, ct);
    }

    /// <summary>Lets a voice file speak <paramref name="sentences"/> and measures it.</summary>
    public SpeechStatistics Listen(byte[] file, Prosody prosody, IEnumerable<string> sentences, CancellationToken ct)
    {
        using var scratch = new ScratchFolder();
        var voice = scratch.File("voice");
        File.WriteAllBytes(voice, file);
        var analyser = new SpeechAnalyser(Clusters.Warp);
        var heard = new SpeechStatistics();
        foreach (var sentence in sentences)
        {
            var (sound, phones) = Flite.Say(voice, sentence, prosody, scratch, ct);
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
