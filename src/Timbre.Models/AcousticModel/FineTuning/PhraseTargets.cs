using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Extraction;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.AcousticModel.Phones;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Training targets of a phrase, from its recording.</summary>
/// <param name="Phones">Numbers of a <see cref="PhoneInventory"/>.</param>
/// <param name="Contexts">[phones, <see cref="PhoneInventory.Contexts"/>]</param>
/// <param name="Durations">Steps of each phone.</param>
/// <param name="LogF0">(ln F0 - mean) / deviation of each frame, gaps closed by lines.</param>
/// <param name="Voiced">Whether each frame has an F0 of its own.</param>
/// <param name="Mels">[frames, <see cref="FrameLayout.Mels"/>], less the speaker's mean spectrum.</param>
/// <param name="Bands">[frames, <see cref="FrameLayout.Bands"/>], ln of aperiodicity.</param>
/// <param name="Points">Points of a spectrum within the bandwidth of the recording; the others say nothing.</param>
internal sealed record PhraseTargets(
    int[] Phones, float[] Contexts, int[] Durations, float[] LogF0, bool[] Voiced, float[] Mels, float[] Bands, int Points)
{
    private const double Octaves = 0.6; // farther from the mean F0 is an error, or creak
    private const int MinSteps = 20;
    private const float MinLogAperiodicity = -7;

    /// <summary>Number of steps.</summary>
    public int Steps => LogF0.Length / AcousticModelConfig.FramesPerStep;

    /// <summary>The phrases of recordings that lie in them as a whole and are not too short.</summary>
    public static IEnumerable<PhraseTargets> Of(IEnumerable<RecordingFeatures> recordings, SpeakerConditioning conditioning) =>
        from recording in recordings
        from phrase in recording.Phrases
        let frames = AcousticModelConfig.FramesPerStep * phrase.Durations.Sum()
        where frames >= AcousticModelConfig.FramesPerStep * MinSteps && RecordingFeatures.FirstFrame(phrase) + frames <= recording.Count
        select Of(phrase, recording.FramesFrom(RecordingFeatures.FirstFrame(phrase), frames), recording, conditioning);

    private static PhraseTargets Of(
        AlignedPhrase phrase, ReadOnlySpan<float> features, RecordingFeatures recording, SpeakerConditioning conditioning)
    {
        var layout = recording.Layout;
        var frames = features.Length / layout.Count;
        var (f0, voiced) = (new float[frames], new bool[frames]);
        var (mels, bands) = (new float[frames * layout.Mels], new float[frames * layout.Bands]);
        for (var t = 0; t < frames; t++)
        {
            var frame = features.Slice(t * layout.Count, layout.Count);
            var log = Math.Log(Math.Max(20, frame[0]));
            voiced[t] = frame[0] > 0 && Math.Abs(log - conditioning.MeanLogF0) < Octaves * Math.Log(2);
            f0[t] = (float)((log - conditioning.MeanLogF0) / conditioning.DeviationLogF0);
            for (var band = 0; band < layout.Bands; band++)
                bands[(t * layout.Bands) + band] = Math.Max(MinLogAperiodicity, frame[1 + band]);
            for (var k = 0; k < layout.Mels; k++)
                mels[(t * layout.Mels) + k] = frame[layout.FirstMel + k] - conditioning.Spectrum[k];
        }

        InterpolateUnvoiced(f0, voiced);
        return new PhraseTargets(phrase.Phones, phrase.Contexts, phrase.Durations, f0, voiced, mels, bands, recording.Points);
    }

    /// <summary>Lines over what is not voiced; 0 where nothing is.</summary>
    private static void InterpolateUnvoiced(float[] f0, bool[] voiced)
    {
        var last = -1;
        for (var t = 0; t < f0.Length; t++)
        {
            if (!voiced[t])
                continue;
            for (var gap = last + 1; gap < t; gap++)
                f0[gap] = last < 0 ? f0[t] : f0[last] + ((f0[t] - f0[last]) * (gap - last) / (t - last));
            last = t;
        }

        f0.AsSpan(last + 1).Fill(last < 0 ? 0 : f0[last]);
    }

    /// <summary>F0 of each step: the mean of its frames.</summary>
    public float[] StepF0()
    {
        var steps = new float[Steps];
        for (var t = 0; t < steps.Length; t++)
            steps[t] = (LogF0[2 * t] + LogF0[(2 * t) + 1]) / 2;
        return steps;
    }
}
