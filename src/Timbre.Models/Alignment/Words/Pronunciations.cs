using Timbre.Models.Alignment.Acoustics;
using Timbre.Text.Lexicons;
using Timbre.Text.Scripts;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// The ways in which people may say a word: all that PocketSphinx's dictionary knows, how the lexicon reads it where it stands, and for a
/// word in no dictionary what its letters suggest.
/// </summary>
internal sealed class Pronunciations
{
    private const int MaxPronunciations = 8;
    private const int MaxPhones = 64;
    private const int MaxLetters = 48;

    /// <summary>Number of guesses for a word of the dictionary, and the minimum length of such a word.</summary>
    private const int MaxGuesses = 3, MinGuessedLetters = 4;

    /// <summary>"Two hundred twenty" is said with an "and" as often as without, and counts as right either way.</summary>
    private static readonly string[] And = ["AE N D", "AH N D", "AH N"];

    private static readonly Lazy<Pronunciations> Installed = new(() => new Pronunciations(SphinxAcousticModel.English.Phones));

    private readonly SphinxPhoneSet _phones;
    private readonly PronunciationVariants _variants = PronunciationVariants.Load(PocketSphinx.Dictionary);

    private Pronunciations(SphinxPhoneSet phones) => _phones = phones;

    /// <summary>With the installed dictionary and model.</summary>
    public static Pronunciations English => Installed.Value;

    /// <summary>A word as the reader of scripts found it in a text.</summary>
    /// <param name="word">Which.</param>
    /// <param name="text">Where it stands.</param>
    /// <param name="alsoByLetters">Whether a word of the dictionary may be said as its letters suggest, too: rare words ("wiry", "Basle")
    /// stand there wrong, or in one way of several.</param>
    public PronouncedWord Of(ScriptWord word, string text, bool alsoByLetters = false)
    {
        var spelling = PronunciationVariants.Fold(word.Spelling).Replace("-", "", StringComparison.Ordinal);
        var known = _variants.Listed(spelling);
        IEnumerable<IEnumerable<string>> variants = [.. known, word.Syllables.SelectMany(syllable => syllable.Phones)];
        if ((known.Count == 0 || (alsoByLetters && spelling.Length >= MinGuessedLetters)) && spelling.Length <= MaxLetters)
            variants = variants.Concat(
                _variants.Guess(
                    spelling.Replace("'", "", StringComparison.Ordinal), known.Count == 0 ? MaxPronunciations : MaxGuesses));
        if (spelling is "hundred" or "thousand")
            variants = [.. known.Take(2), .. known.Take(2).SelectMany(variant => And.Select(and => variant.Concat(and.Split(' '))))];
        return new PronouncedWord(
            [.. variants.Select(Numbers).Where(variant => variant.Length > 0).DistinctBy(Convert.ToHexString).Take(MaxPronunciations)],
            known.Count > 0, !IsSpeltOut(word, text));
    }

    /// <summary>True if the text spells the word out, false for a figure or a sign.</summary>
    private static bool IsSpeltOut(ScriptWord word, string text)
    {
        var source = PronunciationVariants.Fold(word.Source.Slice(text));
        return source.Contains(PronunciationVariants.Fold(word.Spelling), StringComparison.Ordinal);
    }

    private byte[] Numbers(IEnumerable<string> phones) =>
        [.. phones.Select(_phones.Find).Where(phone => phone >= 0).Take(MaxPhones).Select(phone => (byte)phone)];
}
