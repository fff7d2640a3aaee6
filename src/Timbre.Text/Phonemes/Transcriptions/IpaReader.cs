using System.Text;

namespace Timbre.Text.Phonemes.Transcriptions;

/// <summary>The International Phonetic Alphabet as dictionaries of English write it, American and British.</summary>
internal static class IpaReader
{
    private const string RColouredSchwa = "əɹ";
    private const string Vowels = "aeiouæɑɒɐəɚɛɜɝɨɪᵻɔʉʊʌ";

    /// <summary>IPA notation and its CMU phones; a schwa is AX or AXR. Matched by the longest notation first.</summary>
    private static readonly (string Written, string[] Phones)[] IpaSymbols =
    [
        .. new (string Written, string[] Phones)[]
        {
            ("aɪ", ["AY"]), ("ɑɪ", ["AY"]), ("ʌɪ", ["AY"]), ("aj", ["AY"]), ("aʊ", ["AW"]), ("ɑʊ", ["AW"]), ("æʊ", ["AW"]), ("eɪ", ["EY"]),
            ("ɛɪ", ["EY"]), ("ej", ["EY"]),
            ("ɔɪ", ["OY"]), ("ɒɪ", ["OY"]), ("oɪ", ["OY"]), ("oʊ", ["OW"]), ("əʊ", ["OW"]), ("ɔʊ", ["OW"]), ("ow", ["OW"]),
            ("ɪə", ["IH", "R"]), ("eə", ["EH", "R"]), ("ʊə", ["UH", "R"]), // near, square, cure in British dictionaries
            ("ɪəɹ", ["IH", "R"]), ("eəɹ", ["EH", "R"]), ("ɛəɹ", ["EH", "R"]), ("ʊəɹ", ["UH", "R"]),
            ("ɚ", ["AXR"]), (RColouredSchwa, ["AXR"]), ("ə˞", ["AXR"]), ("ɝ", ["ER"]), ("ɜ˞", ["ER"]), ("ɜɹ", ["ER"]), ("ɜ", ["ER"]),
            ("i", ["IY"]), ("ɪ", ["IH"]), ("ɨ", ["IH"]), ("ᵻ", ["IH"]), ("e", ["EH"]), ("ɛ", ["EH"]), ("æ", ["AE"]), ("a", ["AE"]),
            ("aː", ["AA"]), ("ɑ", ["AA"]), ("ɒ", ["AA"]),
            ("ɔ", ["AO"]), ("o", ["OW"]), ("ʊ", ["UH"]), ("u", ["UW"]), ("ʉ", ["UW"]), ("ʌ", ["AH"]), ("ɐ", ["AH"]), ("ə", ["AX"]),
            ("p", ["P"]), ("b", ["B"]), ("t", ["T"]), ("ɾ", ["T"]), ("d", ["D"]), ("k", ["K"]), ("ɡ", ["G"]), ("g", ["G"]),
            ("tʃ", ["CH"]), ("ʧ", ["CH"]), ("dʒ", ["JH"]), ("ʤ", ["JH"]), ("f", ["F"]), ("v", ["V"]), ("θ", ["TH"]), ("ð", ["DH"]),
            ("s", ["S"]), ("z", ["Z"]), ("ʃ", ["SH"]), ("ʒ", ["ZH"]), ("h", ["HH"]), ("ɦ", ["HH"]), ("ʍ", ["W"]), ("w", ["W"]),
            ("j", ["Y"]),
            ("ɹ", ["R"]), ("ɻ", ["R"]), ("l", ["L"]), ("ɫ", ["L"]), ("m", ["M"]), ("n", ["N"]), ("ŋ", ["NG"]),
            ("m̩", ["AX", "M"]), ("n̩", ["AX", "N"]), ("l̩", ["AX", "L"]), ("ɫ̩", ["AX", "L"]), ("ɹ̩", ["AXR"]),
        }.OrderByDescending(symbol => symbol.Written.Length),
    ];

    /// <summary>Sounds that people write and English does not have, or that it does not tell apart.</summary>
    private static readonly Dictionary<char, string> ForeignSounds = new()
    {
        ['ʔ'] = "the glottal stop",
        ['x'] = "the ch of loch",
        ['χ'] = "the ch of Bach",
        ['ç'] = "the ch of German ich",
        ['y'] = "the u of French tu (write j for the y of yes)",
        ['ø'] = "the eu of French peu",
        ['œ'] = "the eu of French peur",
        ['ʁ'] = "the French r",
        ['c'] = "the palatal stop (write k or s)",
        ['q'] = "the uvular stop (write k)",
        ['ɲ'] = "the ñ of Spanish (write nj)",
        ['ʎ'] = "the gl of Italian (write lj)",
        ['β'] = "the b of Spanish",
        ['ɣ'] = "the g of Spanish",
        ['ɬ'] = "the ll of Welsh",
        ['ɯ'] = "the u of Japanese",
        ['ɤ'] = "the unrounded o",
    };

    /// <summary>Its phones; stress marks, full stops, hyphens and spaces are boundaries of syllables.</summary>
    public static List<TranscribedSegment> Read(string text)
    {
        var written = Canonicalise(text);
        var segments = new List<TranscribedSegment>();
        var segment = new TranscribedSegment();
        for (var at = 0; at < written.Length;)
        {
            if (written[at] is Ipa.PrimaryStress or Ipa.SecondaryStress or '.' or '-' or ' ')
            {
                if (!segment.IsEmpty)
                {
                    segments.Add(segment);
                    segment = new TranscribedSegment();
                }

                segment.Stress = written[at] switch { Ipa.PrimaryStress => 1, Ipa.SecondaryStress => 2, _ => segment.Stress };
                at++;
                continue;
            }

            at += ReadSymbol(written, at, segment);
        }

        if (!segment.IsEmpty)
            segments.Add(segment);
        return segments;
    }

    /// <summary>Adds what stands at <paramref name="at"/> and returns the number of characters read.</summary>
    private static int ReadSymbol(string written, int at, TranscribedSegment segment)
    {
        var rest = written.AsSpan(at);
        foreach (var (symbol, phones) in IpaSymbols)
        {
            if (!rest.StartsWith(symbol, StringComparison.Ordinal))
                continue;
            if (symbol == RColouredSchwa && rest.Length > symbol.Length && Vowels.Contains(rest[symbol.Length]))
                continue; // the r of camera belongs to what follows
            foreach (var phone in phones)
                segment.Add(PhoneSymbols.Find(phone switch { "AX" => "AH", "AXR" => "ER", _ => phone }), isSchwa: phone is "AX" or "AXR");
            var length = symbol.Length;
            if (rest.Length > length && rest[length] == 'ː')
                length++;
            return length;
        }

        var character = char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? rest[..2].ToString() : rest[..1].ToString();
        throw new FormatException(ForeignSounds.TryGetValue(rest[0], out var name)
            ? $"'{character}' is {name}, which the voices cannot say."
            : $"'{character}' is no sign of the International Phonetic Alphabet for English.");
    }

    /// <summary>One way of writing for what can be written in several; what the voices do not tell apart is dropped.</summary>
    private static string Canonicalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '\'' or '’' or 'ʹ' or '´':
                    plain.Append(Ipa.PrimaryStress);
                    break;
                case ',':
                    plain.Append(Ipa.SecondaryStress);
                    break;
                case ':' or 'ˑ':
                    plain.Append('ː');
                    break;
                case 'r':
                    plain.Append('ɹ');
                    break;
                case 'ɩ':
                    plain.Append('ɪ');
                    break;
                case 'ʋ':
                    plain.Append('ʊ');
                    break;
                case '‿' or '|' or '(' or ')' or '\u0361' or '\u035C' or '\u0303' or '\u032A' or '\u0325' or '\u031A' or '\u0306'
                    or '\u032F' or 'ʰ' or 'ˠ' or 'ʲ':
                    break; // ties, brackets of what may be left out, and how a neighbour colours a sound
                default:
                    plain.Append(c);
                    break;
            }
        }

        return plain.ToString();
    }
}
