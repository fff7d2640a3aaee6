using System.Collections.Concurrent;
using Timbre.Models.Adaptation;
using Timbre.Models.Programs;

namespace Timbre.Models.BaseVoices;

/// <summary>A voice of flite to start from, and how it measures: spoken by itself, analysed as a speaker's recordings are.</summary>
internal sealed class BaseVoice
{
    /// <summary>Amplitude in the files made from it: a third of flite's own, so that a louder formant does not wrap around.</summary>
    public const float FileGain = 0.5f;

    private readonly ConcurrentDictionary<int, SpeechStatistics> _references = new();
    private readonly int[] _phoneOfState;

    public BaseVoice(string name, ClusterVoice clusters)
    {
        (Name, Clusters) = (name, clusters);
        _phoneOfState = [.. clusters.States.Select(state => Phones.IndexOf(state.Split('_')[0]))];
    }

    /// <summary>flite's name of it.</summary>
    public string Name { get; }

    public ClusterVoice Clusters { get; }

    /// <summary>The phone of each state, an index into <see cref="Phones.All"/>; -1 for pauses.</summary>
    public IReadOnlyList<int> PhoneOfState => _phoneOfState;

    /// <summary>Offsets of phones, [phones, size], spread over the states: [states, size], 0 for pauses.</summary>
    public float[] ByState(ReadOnlySpan<float> ofPhones)
    {
        var offsets = new float[_phoneOfState.Length * ClusterVoice.Size];
        for (var state = 0; state < _phoneOfState.Length; state++)
        {
            if (_phoneOfState[state] is >= 0 and var phone)
                ofPhones.Slice(phone * ClusterVoice.Size, ClusterVoice.Size).CopyTo(offsets.AsSpan(state * ClusterVoice.Size));
        }

        return offsets;
    }

    /// <summary>A voice file in which <paramref name="offsets"/>, [states, <see cref="ClusterVoice.Size"/>], are added to the cepstra.</summary>
    public byte[] Shifted(ReadOnlySpan<float> offsets)
    {
        var cepstra = (float[])Clusters.Cepstra.Clone();
        for (var cluster = 0; cluster < Clusters.Clusters; cluster++)
        {
            var offset = offsets.Slice(Clusters.StateOf[cluster] * ClusterVoice.Size, ClusterVoice.Size);
            for (var k = 0; k < ClusterVoice.Size; k++)
                cepstra[cluster * ClusterVoice.Size + k] += offset[k];
        }

        return Clusters.With(cepstra, FileGain);
    }

    /// <summary>What the unchanged voice measures when it speaks at about <paramref name="meanHz"/>: envelopes are read a little differently at each pitch.</summary>
    public SpeechStatistics Reference(double meanHz, CancellationToken ct)
    {
        const int StepsPerOctave = 4;
        var step = (int)Math.Round(StepsPerOctave * Math.Log2(Math.Clamp(meanHz, 60, 400)));
        if (_references.TryGetValue(step, out var known))
            return known;

        var hz = Math.Pow(2, (double)step / StepsPerOctave);
        return _references[step] = Listen(Clusters.With(Clusters.Cepstra, FileGain), new Prosody(hz, 0.15 * hz, 1), CalibrationText.Sentences, ct);
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
}
