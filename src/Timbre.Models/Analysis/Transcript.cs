namespace Timbre.Models.Analysis;

/// <summary>Transcript of a recording.</summary>
/// <param name="Text">The words; empty where none were found.</param>
/// <param name="IsRecognised">Whether a machine wrote it down, not the caller.</param>
/// <param name="Confidence">How sure of the words: 0 to 1. For a text that was given, how well it fits the sound.</param>
/// <param name="WordsAtFault">Words of a given text that do not fit the sound where they would have to be; the text is recognition's then.
/// Empty otherwise.</param>
public sealed record Transcript(string Text, bool IsRecognised, double Confidence, IReadOnlyList<WordAtFault> WordsAtFault);

/// <summary>A word of a given text that is not what is heard.</summary>
/// <param name="Word">As the text has it.</param>
/// <param name="StartSeconds">Where it would have to begin.</param>
/// <param name="EndSeconds">Where it would have to end.</param>
public sealed record WordAtFault(string Word, double StartSeconds, double EndSeconds);
