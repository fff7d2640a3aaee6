using Timbre.Text.Lexicons.Dictionaries;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>A homograph: a spelling with several pronunciations.</summary>
/// <param name="Readings">Each for a part of speech.</param>
/// <param name="Cues">Words that speak for one of them.</param>
internal sealed record Homograph(IReadOnlyList<Homograph.Reading> Readings, IReadOnlyList<Homograph.Cue> Cues)
{
    /// <summary>One way to say it.</summary>
    /// <param name="Part">As which part of speech.</param>
    /// <param name="Symbols">Its pronunciation.</param>
    /// <param name="Prior">How much more usual it is than others.</param>
    public sealed record Reading(PartOfSpeech Part, byte[] Symbols, double Prior);

    /// <summary>Words that speak for a reading.</summary>
    /// <param name="Reading">Which of the readings.</param>
    /// <param name="Position">Where they have to stand.</param>
    /// <param name="Words">Any of them.</param>
    public sealed record Cue(int Reading, CuePosition Position, IReadOnlySet<string> Words);

    /// <summary>Position of a cue relative to the homograph.</summary>
    public enum CuePosition
    {
        /// <summary>Right before it.</summary>
        Before,

        /// <summary>Right behind it.</summary>
        After,

        /// <summary>Anywhere in the phrase.</summary>
        Anywhere,
    }
}
