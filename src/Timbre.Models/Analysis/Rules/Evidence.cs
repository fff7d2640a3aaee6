using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Measures.Faults;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.Analysis.Rules;

/// <summary>Measurements of one recording, which the rules are applied to.</summary>
/// <param name="IsDoubtful">Whether what is taken for speech may be none.</param>
/// <param name="SpeechDb">Level of the speech, dB re full scale.</param>
/// <param name="Change">Where the speaker would change; null where there is too little speech to tell.</param>
internal sealed record Evidence(
    SoundConditions Conditions,
    double SoundSeconds,
    bool IsDoubtful,
    double SpeechDb,
    Hum Hum,
    SteadyTone Tone,
    Dropouts Dropouts,
    Clicks Clicks,
    CutEdges Edges,
    SpectralImages Images,
    SpectralBalance Balance,
    double ResolutionBits,
    double SwingDb,
    SpeakerChange? Change)
{
    private const double MinDb = -96;
    private const double MinLufs = -70;

    /// <summary>Hum and tones so far below the whole sound disturb no other measure, dB.</summary>
    private const double TonesMatterDb = -40;

    private const double MinBlockSeconds = 0.4;

    public TimeSpanSeconds Whole => new(0, Conditions.Seconds);

    public static Evidence Of(Encoder encoder, AudioClip clip, double minSpeechSeconds)
    {
        var (hum, tone) = (Hum.Of(clip), SteadyTone.Of(clip));
        var cleaned = ToneRemoval.Of(clip, hum, tone, PowerDb(clip) + TonesMatterDb);
        var speech = SpeechActivity.Detect(cleaned);
        var isDoubtful = speech.SpeechSeconds < minSpeechSeconds;
        speech = isDoubtful ? SpeechActivity.Detect(cleaned, isLenient: true) : speech;
        var bands = BandPowers.Of(cleaned);
        var noise = SignalToNoise.Of(cleaned, speech, bands);
        return new Evidence(
            Measure(clip, speech, noise, hum, Reverberation.Seconds(bands)),
            Silence.SoundSeconds(clip),
            isDoubtful,
            noise.SpeechDb,
            hum,
            tone,
            Dropouts.Of(clip, noise.SpeechDb),
            Clicks.Of(clip),
            CutEdges.Of(cleaned, noise.SpeechDb),
            SpectralImages.Of(clip),
            SpectralBalance.Of(cleaned),
            EffectiveBitDepth.Bits(clip),
            LevelVariation.Db(clip, speech),
            isDoubtful ? null : SpeakerChange.Of(encoder, cleaned, speech));
    }

    private static SoundConditions Measure(AudioClip clip, SpeechReport speech, SignalToNoise noise, Hum hum, double reverberationSeconds)
    {
        var edges = SilentEdges.Of(speech);
        var peak = 0f;
        foreach (var sample in clip.Samples)
            peak = Math.Max(peak, Math.Abs(sample));
        return new SoundConditions(
            clip.Seconds,
            speech.SpeechSeconds,
            noise.RatioDb,
            noise.NoiseFloorDb,
            LoudnessLufs(clip),
            Math.Clamp(20 * Math.Log10(peak), MinDb, 0),
            Clipping.Share(clip),
            DcOffset.Of(clip),
            hum.LevelDb,
            Bandwidth.EstimateHz(clip),
            double.IsNaN(reverberationSeconds) ? null : reverberationSeconds,
            edges.LeadingSeconds,
            edges.TrailingSeconds)
        {
            TruePeakDb = TruePeak.Db(clip),
        };
    }

    /// <summary>Loudness of sounds shorter than a block of the standard: that of their power.</summary>
    private static double LoudnessLufs(AudioClip clip) =>
        Math.Max(MinLufs, clip.Seconds < MinBlockSeconds ? PowerDb(clip) : Loudness.IntegratedLufs(clip));

    private static double PowerDb(AudioClip clip)
    {
        var power = 0.0;
        foreach (var sample in clip.Samples)
            power += (double)sample * sample;
        return 10 * Math.Log10((power / Math.Max(1, clip.Samples.Length)) + 1e-12);
    }
}
