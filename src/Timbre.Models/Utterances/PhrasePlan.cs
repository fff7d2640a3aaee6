using Timbre.Models.Alignment;

namespace Timbre.Models.Utterances;

/// <summary>Plan of a phrase: phones and times.</summary>
/// <param name="Utterance">The phones.</param>
/// <param name="Timing">Whose frames are which; the utterance begins with more quiet than is heard.</param>
/// <param name="FirstFrame">The frame with which the sound begins.</param>
/// <param name="PauseSeconds">What follows the last phone, of which the frames cover only the beginning.</param>
internal record PhrasePlan(Utterance Utterance, StateTiming Timing, int FirstFrame, double PauseSeconds)
{
    /// <summary>Frames of quiet before the first phone of every phrase: a voice does not begin at once.</summary>
    public const int LeadFrames = 3;

    /// <summary>The shortest and the longest part of the pause behind the last phone that has frames.</summary>
    public const double MinTailSeconds = 0.03, MaxTailSeconds = 0.12;

    /// <summary>Bounds of the F0 of a voiced frame.</summary>
    public const double MinF0Hz = 40, MaxF0Hz = 1200;

    private double Start => FirstFrame * Audio.Framing.HopSeconds;

    /// <summary>End of the last phone, in seconds from the beginning of the sound.</summary>
    public double SpeechEndSeconds => Timing.SegmentEnd(Utterance.Segments.Count - 2) - Start;

    /// <summary>Length of the sound.</summary>
    public double Seconds => SpeechEndSeconds + PauseSeconds;

    /// <summary>Length of the sound in samples.</summary>
    public int SamplesAt(int rateHz) => (int)Math.Round(Seconds * rateHz);

    /// <summary>Seconds of the sound that the frames cover; the rest is silence.</summary>
    public double SynthesizedSeconds => Math.Min(Seconds, Timing.End(Timing.States - 1) - Start);

    /// <summary>Start of a segment, in seconds from the beginning of the sound.</summary>
    public double SegmentStart(int segment) => Math.Max(0, Timing.SegmentStart(segment) - Start);

    /// <summary>End of a segment, in seconds from the beginning of the sound; the last segment ends with the sound.</summary>
    public double SegmentEnd(int segment) => segment == Utterance.Segments.Count - 1 ? Seconds : Timing.SegmentEnd(segment) - Start;

    /// <summary>Phones with their times, pauses among them.</summary>
    public IReadOnlyList<PhoneTime> Phones() =>
        [.. Utterance.Segments.Select((segment, i) => new PhoneTime(NameOf(segment.Phone), SegmentStart(i), SegmentEnd(i)))];

    private static string NameOf(PhoneFeatures phone) =>
        Timbre.Text.Phonemes.CmuPhoneSet.IndexOf(phone.Name) is >= 0 and var index
            ? Timbre.Text.Phonemes.CmuPhoneSet.All[index]
            : Timbre.Text.Phonemes.CmuPhoneSet.Pause;
}
