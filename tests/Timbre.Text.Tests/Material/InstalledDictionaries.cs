using Timbre.Text.Lexicons;
using Timbre.Text.Lexicons.Dictionaries;

namespace Timbre.Text.Tests.Material;

/// <summary>The dictionaries that Debian packages (festlex-cmu, pocketsphinx-en-us), and one lexicon of them for all tests.</summary>
internal static class InstalledDictionaries
{
    public static DictionaryFiles Files { get; } =
        new("/usr/share/festival/dicts/cmu/cmudict-0.4.out", "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict");

    public static Lexicon English { get; } = new(() => Files);
}
