using Timbre.Audio.Measures.Comparison;

namespace Timbre.Audio.Measures.Intelligibility;

/// <summary>Removes from both recordings the frames in which the reference is silent: 40 dB below its loudest frame.</summary>
internal static class SilentFrameRemoval
{
    private const double DynamicRangeDb = 40;

    /// <summary>Both at 10 kHz, in full scale; the frames that stay are windowed and added where the ones before them end.</summary>
    public static (double[] Reference, double[] Degraded) Of(SoundPair pair)
    {
        pair = pair.OfOneLength();
        double[] reference = StoiRate.Convert(pair.Reference), degraded = StoiRate.Convert(pair.Degraded);
        var taper = ThirdOctaves.Taper();
        var energies = new double[ThirdOctaves.Frames(reference.Length)];
        for (var t = 0; t < energies.Length; t++)
        {
            for (var i = 0; i < taper.Length; i++)
            {
                var sample = taper[i] * reference[(t * ThirdOctaves.HopSamples) + i];
                energies[t] += sample * sample;
            }
        }

        var min = energies.DefaultIfEmpty().Max() * Math.Pow(10, -DynamicRangeDb / 10);
        var keptFrames = energies.Count(energy => energy > min);
        var length = keptFrames == 0 ? 0 : ((keptFrames - 1) * ThirdOctaves.HopSamples) + ThirdOctaves.FrameSamples;
        var (spokenReference, spokenDegraded) = (new double[length], new double[length]);
        var to = 0;
        for (var t = 0; t < energies.Length; t++)
        {
            if (energies[t] <= min)
                continue;
            for (var i = 0; i < taper.Length; i++)
            {
                var from = (t * ThirdOctaves.HopSamples) + i;
                spokenReference[to + i] += taper[i] * reference[from];
                spokenDegraded[to + i] += taper[i] * degraded[from];
            }

            to += ThirdOctaves.HopSamples;
        }

        return (spokenReference, spokenDegraded);
    }
}
