using Timbre.Audio.Envelope;
using Timbre.Audio.Pitch;

namespace Timbre.Audio.World;

/// <summary>Takes a voice apart into F0, envelope and aperiodicity, and puts it together again.</summary>
/// <remarks>
/// Morise, Yokomori, Ozawa, "WORLD: a vocoder-based high-quality speech synthesis system for real-time applications", IEICE
/// Transactions E99-D, 2016. Its parts can be used alone: <see cref="Harvest"/>, <see cref="CheapTrick"/>, <see cref="D4C"/>,
/// <see cref="WorldSynthesizer"/>, and to code spectra in few numbers <see cref="MelCepstrum"/> and <see cref="BandAperiodicity"/>.
/// </remarks>
public static class WorldVocoder
{
    /// <summary>The frames of a clip, one each 5 ms. The same clip gives the same bits.</summary>
    public static WorldFrames Analyse(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var cheapTrick = new CheapTrick(clip.RateHz);
        var f0Hz = new Harvest(clip.RateHz).Estimate(clip.Samples);
        float[] envelope = new float[f0Hz.Length * cheapTrick.Bins], aperiodicity = new float[envelope.Length];
        cheapTrick.Estimate(clip.Samples, f0Hz, envelope);
        var fftSize = 2 * (cheapTrick.Bins - 1);
        new D4C(clip.RateHz, fftSize).Estimate(clip.Samples, f0Hz, aperiodicity);
        new LowFrequencyNoise(clip.RateHz, fftSize).Replace(clip.Samples, f0Hz, envelope, aperiodicity);
        return new WorldFrames(clip.RateHz, f0Hz, envelope, aperiodicity);
    }

    /// <summary>The sound of frames, as long as all hops between them. The same frames and seed give the same bits.</summary>
    public static AudioClip Synthesize(WorldFrames frames, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var samples = new float[WorldSynthesizer.SamplesFor(frames)];
        new WorldSynthesizer(frames.RateHz, 2 * (frames.Bins - 1)).Synthesize(frames, samples, seed);
        return new AudioClip(samples, frames.RateHz);
    }
}
