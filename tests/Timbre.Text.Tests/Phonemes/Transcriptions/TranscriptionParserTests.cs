using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;

namespace Timbre.Text.Tests.Phonemes.Transcriptions;

public sealed class TranscriptionParserTests
{
    [Theory]
    [InlineData("həˈloʊ", "HH AH0 / L OW1")]
    [InlineData("/hɛˈləʊ/", "HH EH0 / L OW1")]
    [InlineData("ˈwɔːtər", "W AO1 / T ER0")]
    [InlineData("ˈwɔ.tɚ", "W AO1 / T ER0")]
    [InlineData("t͡ʃɜːt͡ʃ", "CH ER1 CH")]
    [InlineData("tʃɝtʃ", "CH ER1 CH")]
    [InlineData("nɪə", "N IH1 R")]
    [InlineData("ˈbʌtn̩", "B AH1 / T AH0 N")]
    [InlineData("ˈkæməɹə", "K AE1 / M AH0 / R AH0")]
    [InlineData("dʒɒɡ", "JH AA1 G")]
    [InlineData("fiːɫ", "F IY1 L")]
    [InlineData("ðə", "DH AH0")]
    [InlineData("ˌʌndəˈstænd", "AH2 N / D AH0 / S T AE1 N D")]
    [InlineData("HH AH0 L OW1", "HH AH0 / L OW1")]
    [InlineData("HHAH0LOW1", "HH AH0 / L OW1")]
    [InlineData("hh ax l ow", "HH AH0 / L OW1")]
    [InlineData("HH-AE1-N-D-R-AH0", "HH AE1 N / D R AH0")]
    [InlineData("B AH T ER", "B AH1 / T ER0")]
    [InlineData("KAET", "K AE1 T")]
    [InlineData("T AH0-M EY1-T OW2", "T AH0 / M EY1 / T OW2")]
    public void What_is_written_is_understood(string transcription, string syllables) =>
        Assert.Equal(syllables, Show(TranscriptionParser.Parse(transcription)));

    [Theory]
    [InlineData("bʔa", "glottal stop")]
    [InlineData("lɔx", "loch")]
    [InlineData("HH QQ", "QQ")]
    [InlineData("S IH3 T", "IH3")]
    [InlineData("FIHNGGER", "more than one way")]
    [InlineData("日本", "日")]
    [InlineData("", "empty")]
    [InlineData("//", "no vowel|is no sign|empty")]
    [InlineData("ʃt", "no vowel")]
    [InlineData("B T", "no vowel")]
    public void What_is_not_understood_is_named(string transcription, string named)
    {
        var refusal = Assert.Throws<FormatException>(() => TranscriptionParser.Parse(transcription));
        Assert.Contains(named.Split('|'), part => refusal.Message.Contains(part, StringComparison.Ordinal));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_transcription_is_refused() =>
        Assert.Throws<FormatException>(() => TranscriptionParser.Parse(new string('a', TranscriptionParser.MaxLength + 1)));

    internal static string Show(IEnumerable<Syllable> syllables) =>
        string.Join(
            " / ",
            syllables.Select(syllable =>
                string.Join(' ', syllable.Phones.Select(phone => IsVowel(phone) ? $"{phone}{syllable.Stress}" : phone))));

    internal static bool IsVowel(string phone) => phone[0] is 'A' or 'E' or 'I' or 'O' or 'U';
}
