using Timbre.Models.LetterToSound;
using Timbre.Models.Programs;
using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;

namespace Timbre.Models.Alignment;

/// <summary>The lexicon of the dictionaries that Debian packages: one for the process, loaded when its first word is read.</summary>
public static class InstalledLexicon
{
    private const string FestivalPath = "/usr/share/festival/dicts/cmu/cmudict-0.4.out";

    /// <summary>General American. Reading throws a <see cref="MissingProgramException"/> where a dictionary is not installed.</summary>
    public static Lexicon English { get; } = new(
        () => new DictionaryFiles(FestivalDictionary, PocketSphinx.Dictionary), LetterNetwork.Load);

    /// <summary>Path of the CMU dictionary with stress, which the package festlex-cmu brings.</summary>
    /// <exception cref="MissingProgramException">It is not installed.</exception>
    public static string FestivalDictionary => File.Exists(FestivalPath)
        ? FestivalPath
        : throw new MissingProgramException("The CMU dictionary with stress", "festlex-cmu");
}
