using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.AcousticModel.Phones;

/// <summary>Phones in the International Phonetic Alphabet, of several languages: those of training/teacher/phones.py.</summary>
/// <remarks>
/// Diphthongs and affricates are one phone. An r-coloured vowel is two, and a t between vowels the second of which has no stress is a flap,
/// as the teacher says both.
/// </remarks>
internal sealed class IpaPhones : PhoneInventory
{
    private const int Room = 96; // numbers, of which those behind the last phone are not used yet
    private const int ContextCount = 17;
    private const int FirstMark = 4, NoMark = 7, FirstLanguage = 12; // columns of the contexts
    private const int English = 0; // among the languages en, es, pt, fr, it
    private const string PauseName = "pau", Flap = "ɾ", Schwa = "ə", StressedR = "ɜ", R = "ɹ";

    private static readonly string[] Names =
    [
        PauseName,
        "eɪ", "aɪ", "oʊ", "aʊ", "ɔɪ",
        "ɑ", "æ", "ʌ", Schwa, "ɛ", StressedR, "ɪ", "i", "ɔ", "ʊ", "u", "a", "e", "o", "y", "ø", "œ", "ɐ",
        "ɑ\u0303", "ɛ\u0303", "ɔ\u0303", "œ\u0303", "ɐ\u0303", "ʊ\u0303", "u\u0303", "o\u0303",
        "b", "d", "f", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "x", "z",
        "ð", "ŋ", "ɡ", "ɣ", "ɲ", R, Flap, "ʁ", "ʃ", "ʎ", "ʒ", "ʝ", "ʣ", "ʤ", "ʦ", "ʧ", "β", "θ",
    ];

    private static readonly Dictionary<string, int> Numbers = Names.Select((name, number) => (name, number))
        .ToDictionary(phone => phone.name, phone => phone.number, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int Count => Room;

    /// <inheritdoc/>
    public override int Contexts => ContextCount;

    /// <inheritdoc/>
    public override int Pause => 0;

    /// <summary>The names of the phones, by their numbers.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <inheritdoc/>
    public override PhoneInput Read(Utterance utterance, PhraseEnding ending)
    {
        var phones = new List<Phone>();
        for (var i = 0; i < utterance.Segments.Count; i++)
            phones.AddRange(PhonesOf(utterance, i));
        return new PhoneInput(
            [.. phones.Select(phone => Numbers[phone.Name])], ContextsOf(phones, utterance, ending),
            [.. phones.Select(phone => phone.Segment)]);
    }

    private static IEnumerable<Phone> PhonesOf(Utterance utterance, int at)
    {
        var segment = utterance.Segments[at];
        if (segment.Phone.IsPause)
            return [new Phone(PauseName, at, 0, false, false)];
        var syllable = utterance.Syllables[segment.Syllable];
        var word = utterance.Words[syllable.Word];
        var begins = at == utterance.Syllables[word.First].First;
        var ends = at == utterance.Syllables[word.Last].Last;
        var stress = segment.Phone.IsVowel ? WordStress.Of(utterance, segment.Syllable) : 0;
        if (segment.Phone.Name != "er")
            return [new Phone(NameOf(utterance, at, begins, ends), at, stress, begins, ends)];
        return [
            new Phone(syllable.Stress > 0 ? StressedR : Schwa, at, stress, begins, false),
            new Phone(R, at, 0, false, ends),
        ];
    }

    private static string NameOf(Utterance utterance, int at, bool begins, bool ends) => utterance.Segments[at].Phone.Name switch
    {
        "ax" => Schwa,
        "t" when !begins && !ends && IsFlapped(utterance, at) => Flap,
        "ch" => "ʧ",
        "jh" => "ʤ",
        var name => Timbre.Text.Phonemes.Ipa.Of(name.ToUpperInvariant(), -1, 1),
    };

    /// <summary>True of a t within a word behind a vowel or r and before a vowel without stress, but not before "-en" or "-on".</summary>
    private static bool IsFlapped(Utterance utterance, int at)
    {
        var (before, after) = (utterance.Segments[at - 1].Phone, utterance.Segments[at + 1]);
        return (before.IsVowel || before.Name == "r") && after.Phone.IsVowel && utterance.Syllables[after.Syllable].Stress == 0
            && !(after.Phone.Name == "ax" && utterance.Segments[at + 2].Phone.Name == "n");
    }

    /// <summary>
    /// [phones, contexts]: primary stress, secondary stress, begins a word, ends a word; the sentence ends with the phrase by . ? ! or not;
    /// first phrase of its sentence; ln of how many phones come before, behind and in all; the language.
    /// </summary>
    private static float[] ContextsOf(List<Phone> phones, Utterance utterance, PhraseEnding ending)
    {
        var contexts = new float[phones.Count * ContextCount];
        var mark = FirstMark + (ending.Mark.IsQuestion() ? 1 : ending.Mark.IsExclamation() ? 2 : 0);
        for (var i = 0; i < phones.Count; i++)
        {
            var x = contexts.AsSpan(i * ContextCount, ContextCount);
            var phone = phones[i];
            (x[0], x[1]) = (phone.Stress == 1 ? 1 : 0, phone.Stress == 2 ? 1 : 0);
            (x[2], x[3]) = (phone.BeginsWord ? 1 : 0, phone.EndsWord ? 1 : 0);
            (x[mark], x[NoMark]) = (ending.SentenceEnds, 1 - ending.SentenceEnds);
            x[8] = utterance.PhraseNumber == 0 ? 1 : 0;
            (x[9], x[10], x[11]) = (LogScaled(i), LogScaled(phones.Count - 1 - i), LogScaled(phones.Count));
            x[FirstLanguage + English] = 1;
        }

        return contexts;
    }

    private static float LogScaled(int count) => MathF.Log(1 + count) / 4;

    /// <param name="Name">In IPA.</param>
    /// <param name="Segment">Of the utterance.</param>
    /// <param name="Stress">Of a vowel: 1 primary, 2 secondary, 0 none.</param>
    /// <param name="BeginsWord">Whether it is the first of its word.</param>
    /// <param name="EndsWord">Whether it is the last.</param>
    private readonly record struct Phone(string Name, int Segment, int Stress, bool BeginsWord, bool EndsWord);
}
