using Timbre.Audio;
using Timbre.Audio.Measures;

namespace Timbre.Models.Analysis.Rules;

/// <summary>What the rules judge by.</summary>
internal sealed record Evidence(Clip Clip, SpeechReport Speech, double SpeechDb, SoundConditions Conditions, EstimatedScores? Scores, Transcript? Transcript)
{
    public Stretch Whole => new(0, Clip.Seconds);
}
