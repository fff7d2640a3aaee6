using Timbre.Audio;
using Timbre.Audio.Envelope;
using Timbre.Audio.Pitch;
using Timbre.Models.Alignment;
using Timbre.Models.Nn;
using Timbre.Text.Phonemes;

namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>Measures speech whose phones are known: F0 by Harvest, envelopes by CheapTrick, the room's steady noise taken out.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class SpeechAnalyser
{
    /// <summary>The rate of the sound it takes, in Hz: the base voices'.</summary>
    public const int RateHz = SpeechFormat.SampleRateHz;

    private const double MinHz = 60;
    private const double MaxHz = 600;
    private const double EdgeSeconds = 0.01; // of a phone: its neighbours colour it there

    private readonly Harvest _harvest = new(RateHz, MinHz, MaxHz);
    private readonly CheapTrick _cheapTrick = new(RateHz);
    private readonly WarpedCepstrum _cepstrum;
    private readonly float[] _mel = new float[ClusterVoice.Size];

    public SpeechAnalyser(double warp) => _cepstrum = new WarpedCepstrum(_cheapTrick.Bins, ClusterVoice.Size, warp);

    /// <summary>Adds the statistics of <paramref name="clip"/> to <paramref name="into"/>.</summary>
    public void Measure(AudioClip clip, IReadOnlyList<PhoneTime> phones, SpeechStatistics into)
    {
        var f0 = _harvest.Estimate(clip.Samples);
        var bins = _cheapTrick.Bins;
        var power = new float[f0.Length * bins];
        _cheapTrick.Estimate(clip.Samples, f0, power);
        var labels = Labels(phones, f0.Length);
        SpectralSubtraction.Subtract(power, bins, labels);
        for (var frame = 0; frame < f0.Length; frame++)
        {
            var phone = labels[frame];
            if (phone < 0)
                continue;
            _cepstrum.Encode(power.AsSpan(frame * bins, bins), _mel);
            into.Add(phone, _mel);
            if (f0[frame] > 0 && CmuPhoneSet.VoicedClass[CmuPhoneSet.ClassOf[phone]])
                into.AddF0(f0[frame]);
        }
    }

    /// <summary>The phone in the middle of which each frame lies; -2 in a pause, -1 at an edge.</summary>
    internal static int[] Labels(IReadOnlyList<PhoneTime> phones, int frames)
    {
        var labels = new int[frames];
        Array.Fill(labels, -1);
        foreach (var phone in phones)
        {
            var index = CmuPhoneSet.IndexOf(phone.Phone);
            var edge = Math.Min(EdgeSeconds, (phone.EndSeconds - phone.StartSeconds) / 4);
            var first = Math.Max(0, (int)Math.Ceiling((phone.StartSeconds + edge) / Framing.HopSeconds));
            var last = Math.Min(frames - 1, (int)((phone.EndSeconds - edge) / Framing.HopSeconds));
            for (var frame = first; frame <= last; frame++)
                labels[frame] = index >= 0 ? index : SpectralSubtraction.Pause;
        }

        return labels;
    }
}
