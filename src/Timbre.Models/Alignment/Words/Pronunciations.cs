using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Lexicons.Dictionaries;
using Timbre.Models.Text.Lexicons.Spelling;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Alignment.Words;

/// <summary>The ways in which people may say a word: all that PocketSphinx's dictionary knows, how the lexicon reads it where it stands, and for a word in no dictionary what its letters suggest.</summary>
internal sealed class Pronunciations
{
    private const int MostWays = 8;
    private const int MostPhones = 64;
    private const int MostLetters = 48;

    /// <summary>How many guesses there are of a word that the dictionary has, and how short such a word may be.</summary>
    private const int MostGuesses = 3, LeastGuessedLetters = 4;

    /// <summary>"Two hundred twenty" is said with an "and" as often as without, and counts as right either way.</summary>
    private static readonly string[] And = ["AE N D", "AH N D", "AH N"];

    private static readonly Lazy<Pronunciations> Installed = new(() => new Pronunciations(AcousticModel.English.Phones));

    private readonly PhoneSet _phones;
    private readonly PronunciationTable _table = new();
    private readonly LetterToSound _letters = LetterToSound.Load();

    private Pronunciations(PhoneSet phones)
    {
        _phones = phones;
        SphinxDictionary.AddAllTo(_table);
    }

    /// <summary>With the installed dictionary and model.</summary>
    public static Pronunciations English => Installed.Value;

    /// <summary>A word as the reader of scripts found it in a text.</summary>
    /// <param name="word">Which.</param>
    /// <param name="text">Where it stands.</param>
    /// <param name="alsoByLetters">Whether a word of the dictionary may be said as its letters suggest, too: rare words ("wiry", "Basle") stand there wrong, or in one way of several.</param>
    public PronouncedWord Of(ScriptWord word, string text, bool alsoByLetters = false)
    {
        var spelling = Letters.Plain(word.Spelling).Replace("-", "", StringComparison.Ordinal);
        var known = _table.Find(spelling).Select(entry => Names(entry.Symbols)).ToList();
        var ways = known.Append(word.Syllables.SelectMany(syllable => syllable.Phones));
        if ((known.Count == 0 || (alsoByLetters && spelling.Length >= LeastGuessedLetters)) && spelling.Length <= MostLetters)
            ways = ways.Concat(_letters.SayAll(spelling.Replace("'", "", StringComparison.Ordinal), known.Count == 0 ? MostWays : MostGuesses).Select(Names));
        if (spelling is "hundred" or "thousand")
            ways = [.. known.Take(2), .. known.Take(2).SelectMany(way => And.Select(and => way.Concat(and.Split(' '))))];
        return new PronouncedWord([.. ways.Select(Numbers).Where(way => way.Length > 0).DistinctBy(Convert.ToHexString).Take(MostWays)], known.Count > 0, !IsSpeltOut(word, text));
    }

    /// <summary>Whether the text has the word letter by letter, not a figure or a sign that stands for it.</summary>
    private static bool IsSpeltOut(ScriptWord word, string text)
    {
        var source = Letters.Plain(word.Source.Of(text));
        return source.Contains(Letters.Plain(word.Spelling), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(byte[] symbols) => symbols.Select(Symbols.Phone);

    private byte[] Numbers(IEnumerable<string> phones) => [.. phones.Select(_phones.Find).Where(phone => phone >= 0).Take(MostPhones).Select(phone => (byte)phone)];
}
