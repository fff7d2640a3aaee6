namespace Timbre.Text.Normalising.Folding;

/// <summary>Signs that stand for letters or digits in another shape: ㎞ for km, ① for 1, Ⓐ for A, ℝ for R.</summary>
/// <remarks>
/// Unicode's compatibility decompositions of the blocks CJK Compatibility, Letterlike Symbols, Enclosed Alphanumerics and Dingbats; a
/// table, because string.Normalize does not know them without ICU.
/// </remarks>
internal static class CompatibilitySigns
{
    /// <summary>From U+3380 on, in order.</summary>
    private const string SquaredUnits =
        "pA nA μA mA kA KB MB GB cal kcal pF nF μF μg mg kg Hz kHz MHz GHz THz μl ml dl kl fm nm μm mm cm km mm² cm² m² km² mm³ cm³ m³ km³ "
            + "m/s m/s² Pa kPa MPa GPa rad rad/s rad/s² ps ns μs ms pV nV μV mV kV MV pW nW μW mW kW MW kΩ MΩ a.m. Bq cc cd C/kg Co. dB Gy "
            + "ha HP in KK KM kt lm ln log lx mb mil mol pH p.m. ppm PR sr Sv Wb V/m A/m";

    /// <summary>From U+3371 on, in order.</summary>
    private const string MoreSquaredUnits = "hPa da AU bar oV pc dm dm² dm³ IU";

    private static readonly Dictionary<char, string> LettersBySign = CreateLetters();

    /// <summary>The first sign of each row of numbers in circles, brackets or with a full stop, its number, and how many follow.</summary>
    private static readonly (char First, int Number, int Count)[] NumberRows =
    [
        ('①', 1, 20), ('⑴', 1, 20), ('⒈', 1, 20), ('⓪', 0, 1), ('⓫', 11, 10), ('⓵', 1, 10), ('⓿', 0, 1), ('❶', 1, 10), ('➀', 1, 10),
        ('➊', 1, 10), ('㉑', 21, 15), ('㊱', 36, 15),
    ];

    /// <summary>Letters for a sign; null where it is none of these.</summary>
    public static string? Letters(char sign) => LettersBySign.GetValueOrDefault(sign);

    /// <summary>The number in a circle or in brackets; null for other signs.</summary>
    public static int? Number(char sign)
    {
        foreach (var (first, number, count) in NumberRows)
        {
            if (sign >= first && sign - first < count)
                return number + sign - first;
        }

        return null;
    }

    /// <summary>Characters outside the basic plane that are letters or digits in another shape; null for others.</summary>
    /// <remarks>The mathematical alphabets, which people use as type faces: U+1D400 to U+1D7FF; letters in squares and circles.</remarks>
    public static string? LetterOf(int rune) => rune switch
    {
        >= 0x1D400 and <= 0x1D6A3 when (rune - 0x1D400) % 52 is var letter =>
            ((char)(letter < 26 ? 'A' + letter : 'a' + letter - 26)).ToString(),
        >= 0x1D6A8 and <= 0x1D7C9 when (rune - 0x1D6A8) % 58 is var letter and not 25 =>
            letter < 25 ? ((char)('Α' + (letter == 17 ? 7 : letter))).ToString()
            : letter <= 50 ? ((char)('α' + letter - 26)).ToString() : null,
        >= 0x1D7CE and <= 0x1D7FF => ((char)('0' + (rune - 0x1D7CE) % 10)).ToString(),
        >= 0x1F130 and <= 0x1F149 => ((char)('A' + rune - 0x1F130)).ToString(),
        >= 0x1F150 and <= 0x1F169 => ((char)('A' + rune - 0x1F150)).ToString(),
        >= 0x1F170 and <= 0x1F189 => ((char)('A' + rune - 0x1F170)).ToString(),
        _ => null,
    };

    private static Dictionary<char, string> CreateLetters()
    {
        var letters = new Dictionary<char, string>
        {
            ['ℂ'] = "C",
            ['ℍ'] = "H",
            ['ℕ'] = "N",
            ['ℙ'] = "P",
            ['ℚ'] = "Q",
            ['ℝ'] = "R",
            ['ℤ'] = "Z",
            ['ℎ'] = "h",
            ['ℓ'] = "l",
            ['ℯ'] = "e",
            ['\u212A'] = "K",
            ['\u2126'] = "Ω",
            ['ⁿ'] = "^n",
            ['ⁱ'] = "^i",
            ['ₙ'] = "n",
            ['ᵢ'] = "i",
            ['ʳ'] = "r",
            ['ˢ'] = "s",
            ['ᵗ'] = "t",
            ['ʰ'] = "h",
            ['ᵈ'] = "d",
            ['ᵉ'] = "e",
            ['‼'] = "!!",
            ['⁇'] = "??",
            ['⁈'] = "?!",
            ['⁉'] = "!?",
            ['℡'] = "Tel.",
            ['℅'] = "c/o",
        };
        AddRow(letters, '\u3380', SquaredUnits);
        AddRow(letters, '\u3371', MoreSquaredUnits);
        for (var i = 0; i < 26; i++)
        {
            letters[(char)('\u24B6' + i)] = letters[(char)('\u249C' + i)] = ((char)('A' + i)).ToString();
            letters[(char)('\u24D0' + i)] = ((char)('a' + i)).ToString();
        }

        return letters;
    }

    private static void AddRow(Dictionary<char, string> letters, char first, string row)
    {
        foreach (var sign in row.Split(' '))
            letters[first++] = sign;
    }
}
