using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;

namespace Timbre.Training.Homographs;

/// <summary>Finds the reading of a homograph that phones stand for, where dictionaries differ in vowels without stress.</summary>
internal static class PhoneDistance
{
    private const double OtherStress = 0.5, OtherReducedVowel = 0.1, Tolerance = 0.01, MaxDistance = 1.5;

    // The teacher's letters by the CMU phones; shared/teacher/README.md describes the alphabet.
    private static readonly Dictionary<char, string> PhonesByLetter =
        ("A EY I AY O OW W AW Y OY ɑ AA æ AE ʌ AH ə AH ᵊ AH ᵻ IH ɐ AH ɔ AO ɛ EH ɜ ER ɪ IH i IY ʊ UH u UW b B ʧ CH d D "
            + "ð DH f F ɡ G h HH ʤ JH k K l L m M n N ŋ NG p P ɹ R s S ʃ SH t T T T ɾ T θ TH v V w W j Y z Z ʒ ZH")
        .Split(' ').Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);

    /// <summary>Symbols of the teacher's letters for a word; null where it has a letter that is no English phone.</summary>
    public static byte[]? ReadTeacher(string letters)
    {
        var (symbols, stress) = (new List<byte>(), 0);
        foreach (var letter in letters)
        {
            if (letter is 'ˈ' or 'ˌ')
                stress = letter == 'ˈ' ? 1 : 2;
            else if (PhonesByLetter.TryGetValue(letter, out var phone))
            {
                var symbol = PhoneSymbols.WithStress((byte)PhoneSymbols.Find(phone), stress);
                symbols.Add(symbol);
                stress = PhoneSymbols.IsVowel(symbol) ? 0 : stress;
            }
            else if (!char.IsPunctuation(letter))
                return null;
        }

        return [.. symbols];
    }

    /// <summary>
    /// For each reading whether it is what the phones stand for; null where that does not tell the readings apart, or they are far.
    /// </summary>
    public static IReadOnlyList<bool>? FindReadings(Homograph homograph, byte[] symbols)
    {
        var distances = homograph.Readings.Select(reading => Between(reading.Symbols, symbols)).ToList();
        var nearest = distances.Min();
        var isRight = distances.ConvertAll(distance => distance <= nearest + Tolerance);
        return nearest > MaxDistance || !isRight.Contains(false) ? null : isRight;
    }

    private static double Between(byte[] first, byte[] second)
    {
        var row = Enumerable.Range(0, second.Length + 1).Select(i => (double)i).ToArray();
        for (var i = 0; i < first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var k = 0; k < second.Length; k++)
            {
                var changed = diagonal + Substitution(first[i], second[k]);
                diagonal = row[k + 1];
                row[k + 1] = Math.Min(changed, 1 + Math.Min(row[k], row[k + 1]));
            }
        }

        return row[^1];
    }

    private static double Substitution(byte first, byte second)
    {
        if (!PhoneSymbols.IsVowel(first) || !PhoneSymbols.IsVowel(second))
            return first == second ? 0 : 1;
        var (isFirst, isSecond) = (PhoneSymbols.Stress(first) == 1, PhoneSymbols.Stress(second) == 1);
        var sameVowel = PhoneSymbols.Phone(first) == PhoneSymbols.Phone(second);
        return (isFirst == isSecond ? 0 : OtherStress) + (sameVowel ? 0 : IsReduced(first) && IsReduced(second) ? OtherReducedVowel : 1);
    }

    private static bool IsReduced(byte vowel) =>
        PhoneSymbols.Stress(vowel) == 0 && PhoneSymbols.Phone(vowel) is "AH" or "IH" or "UH" or "EH" or "IY" or "UW" or "ER" or "AO";
}
