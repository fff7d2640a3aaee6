namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>Paths of the pronunciation dictionaries.</summary>
/// <param name="Festival">Path of the CMU dictionary with stress, as Festival has it (<c>cmudict-0.4.out</c>).</param>
/// <param name="Cmu">Path of the newer CMU dictionary without stress: a word and its phones a line.</param>
public sealed record DictionaryFiles(string Festival, string Cmu);
