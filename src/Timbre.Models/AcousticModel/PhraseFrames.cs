using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Utterances;

namespace Timbre.Models.AcousticModel;

/// <summary>
/// The frames of a phrase as a vocoder wants them, some at a time: those of the network that are heard, with F0, gains and the speaker's
/// mean spectrum added, and then the room in the pause.
/// </summary>
/// <param name="plan">Of the phrase.</param>
/// <param name="config">Of the network.</param>
/// <param name="decoder">The network over the phrase.</param>
/// <param name="f0Hz">From normalised F0 to Hz.</param>
/// <param name="spectrum">Mean of ln power.</param>
/// <param name="layout">Of the frames that come out.</param>
internal sealed class PhraseFrames(
    PhrasePlan plan, AcousticModelConfig config, PhraseDecoder decoder, Func<double, double> f0Hz, float[] spectrum, FrameLayout layout)
{
    private const int PerStep = AcousticModelConfig.FramesPerStep;

    private readonly float[] _pitches = ProsodyCurves.PerFrame(plan.Utterance, plan.Timing, prosody => prosody.PitchScale);
    private readonly float[] _gains = ProsodyCurves.PerFrame(plan.Utterance, plan.Timing, prosody => prosody.Gain);
    private readonly int _predicted = Math.Min(plan.Timing.Frames, PerStep * decoder.Steps) - plan.FirstFrame; // the others are room
    private readonly float[] _room = new float[layout.Count];
    private int _done;

    /// <summary>Frames of the sound.</summary>
    public int Count => Math.Max(_predicted, (plan.SamplesAt(layout.RateHz) / layout.HopSamples) + 2);

    /// <summary>Whether all frames have come out.</summary>
    public bool IsDone => _done == Count;

    /// <summary>Further frames.</summary>
    /// <param name="frames">How many at least, unless fewer are left; those that the network knows besides come with them.</param>
    /// <returns>[frames, <see cref="FrameLayout.Count"/>]</returns>
    public float[] Next(int frames)
    {
        var end = Math.Min(Count, _done + frames);
        var (first, decoded) = Decode(end);
        var known = Math.Min(_predicted, (PerStep * decoder.Decoded) - plan.FirstFrame);
        end = Math.Max(end, known);
        var features = new float[(end - _done) * layout.Count];
        for (var at = 0; _done < end; _done++, at += layout.Count)
        {
            var to = features.AsSpan(at, layout.Count);
            if (_done < known)
                Fill(_done + plan.FirstFrame, decoded.AsSpan((_done + plan.FirstFrame - first) * config.PerFrame), to);
            else
                _room.CopyTo(to);
            if (_done == _predicted - 1)
                KeepRoom(to);
        }

        return features;
    }

    /// <summary>The network's frames up to one of the sound; First is the number that the first of them has there.</summary>
    private (int First, float[] Frames) Decode(int end)
    {
        var (first, needed) = (PerStep * decoder.Decoded, Math.Min(_predicted, end) + plan.FirstFrame);
        return (first, decoder.Decode(Math.Max(0, ((needed + PerStep - 1) / PerStep) - decoder.Decoded)));
    }

    private void Fill(int frame, ReadOnlySpan<float> from, Span<float> to)
    {
        var (mels, bands) = (config.Mels, config.Bands);
        to[0] = from[config.PerFrame - 1] > 0 ? F0HzAt(frame) : 0;
        for (var band = 0; band < bands; band++)
            to[1 + band] = Math.Clamp(from[mels + band], FrameFeatures.MinLogPower, 0);
        var gainLog = 2 * MathF.Log(_gains[frame]);
        for (var k = 0; k < mels; k++)
            to[1 + bands + k] = Math.Max(FrameFeatures.MinLogPower, from[k] + spectrum[k] + gainLog);
    }

    /// <summary>A pause is heard: what the room sounded like at last goes on until the next phrase.</summary>
    private void KeepRoom(ReadOnlySpan<float> last)
    {
        last.CopyTo(_room);
        _room.AsSpan(0, 1 + config.Bands).Clear(); // no voice, all noise
    }

    /// <summary>F0 of a frame, interpolated linearly between the middles of steps.</summary>
    private float F0HzAt(int frame)
    {
        var normalisedF0 = decoder.NormalisedF0;
        var at = Math.Clamp((frame - 0.5) / PerStep, 0, normalisedF0.Length - 1);
        var left = (int)at;
        var z = normalisedF0[left] + ((at - left) * (normalisedF0[Math.Min(left + 1, normalisedF0.Length - 1)] - normalisedF0[left]));
        return (float)Math.Clamp(f0Hz(z) * _pitches[frame], PhrasePlan.MinF0Hz, PhrasePlan.MaxF0Hz);
    }
}
