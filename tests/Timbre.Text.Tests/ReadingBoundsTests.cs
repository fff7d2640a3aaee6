using System.Text;
using Timbre.Text.Lexicons;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests;

/// <summary>Bounds of reading by what can be counted: bytes allocated, words looked up, whether anything was loaded.</summary>
/// <remarks>Milliseconds are measured by ./bench.sh reading.</remarks>
public sealed class ReadingBoundsTests
{
    private const int MaxCharacters = 3000;
    private const long MaxBytes = 20_000_000; // for any text that is not refused by its length
    private const long MaxRefusedBytes = 2_000_000;
    private const long FixedBytes = 200_000; // of any text

    private static readonly ReadingLimits Limits = new(MaxCharacters);
    private static readonly ScriptReader Reader = new(InstalledDictionaries.English);

    /// <summary>A reader that fails as soon as it looks a word up.</summary>
    private static readonly ScriptReader Unread = new(new Lexicon(() => throw new InvalidOperationException("The lexicon was asked.")));

    public static TheoryData<string> Alphabets =>
    [
        "a", "q", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz     ", "aeiou", "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", "Aa",
        "0123456789",
        "1,", "1.", "1/", "1-", "1: ", "0123456789.,:/-+%$ ", "()[]{}", "\"'1 ", "aeou\u0301\u0308\u0323", "\u0301\u200d\ufe0f", "IVXLCDM ",
        "ivx ", "-", "a-", "–—-", "±≤√×÷≈∞½²", "αβγ ", "a.b@/", "#_a", "<>&=|^~*`\\", "aя漢عα1 ", "漢字", "éßﬃ①№", ".!?… ",
        " \n\t", "A1-", "x2", "Mr. ", "8(a",
    ];

    [Theory]
    [MemberData(nameof(Alphabets))]
    public void Three_thousand_characters_of_anything_take_at_most_20_megabytes_and_the_more_the_longer_they_are(string alphabet)
    {
        Allocated(Text(alphabet, 100)); // what is loaded once does not count
        var half = Allocated(Text(alphabet, MaxCharacters / 2));
        var whole = Allocated(Text(alphabet, MaxCharacters));

        Assert.InRange(whole, 0, MaxBytes);
        Assert.True(whole <= (2.5 * half) + FixedBytes, $"{half} bytes for a half, {whole} for the whole.");
    }

    [Theory]
    [InlineData("😀👍🎉🔥")]
    [InlineData("👩‍👩‍👧👍🏽")]
    [InlineData("read lead live close ")]
    [InlineData("unungnessingly ")]
    [InlineData("111,111,")]
    [InlineData("A1-B2-C3-")]
    [InlineData("Henry VIII Dr. St. ")]
    [InlineData("<b>&amp;</b> ")]
    public void So_do_segments_again_and_again(string segment) =>
        Assert.InRange(Allocated(string.Concat(Enumerable.Repeat(segment, MaxCharacters / segment.Length))), 0, MaxBytes);

    [Theory]
    [InlineData(3001)]
    [InlineData(29_990)]
    [InlineData(5_000_000)]
    public void A_text_that_is_too_long_is_refused_before_anything_is_done_for_it(int length)
    {
        var text = new string('a', length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<TextTooLongException>(() => Read(Unread, text));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains($"{length}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{MaxCharacters}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_are_those_of_Unicode_and_markup_is_none()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", MaxCharacters));
        Assert.Contains("aloud", Assert.Throws<TextTooLongException>(() => Read(Reader, emoji)).Message, StringComparison.Ordinal);
        Assert.Contains("3001", Assert.Throws<TextTooLongException>(() => Read(Reader, emoji + "😀")).Message, StringComparison.Ordinal);

        Assert.NotEmpty(Read(Reader, $"<speak>{Text("ab ", MaxCharacters)}</speak>").Phrases);
        Assert.Throws<TextTooLongException>(() => Read(Unread, $"<speak>{Text("ab ", MaxCharacters + 1)}</speak>"));
        Assert.Throws<TextTooLongException>(() => Read(Unread, $"<speak>{new string(' ', 10 * MaxCharacters)}a</speak>"));
    }

    [Theory]
    [InlineData("<speak><sub alias=\"ALIAS\">a</sub><sub alias=\"ALIAS\">b</sub></speak>")]
    [InlineData("<speak><say-as interpret-as=\"characters\">MARKS</say-as></speak>")]
    [InlineData("≤≤≤≤≤≤≤≤≤≤")]
    [InlineData("term term term")]
    public void A_text_that_reading_makes_too_long_is_refused_before_its_words_are_looked_up(string segment)
    {
        var text = segment.StartsWith("<speak>", StringComparison.Ordinal)
            ? segment.Replace("ALIAS", new string('x', 1900), StringComparison.Ordinal)
                .Replace("MARKS", new string('?', 2900), StringComparison.Ordinal)
            : string.Concat(Enumerable.Repeat(segment + " ", MaxCharacters / (segment.Length + 1)));
        var terms = new ReadingOptions(
            new Dictionary<string, string> { ["term"] = Text("ab ", 200) }, ReadingOptions.None.Pronunciations);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<TextTooLongException>(() => Unread.Read(text, terms, Limits, CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxRefusedBytes);
    }

    [Fact]
    public void A_text_with_too_many_phones_is_refused_before_its_unknown_words_are_guessed()
    {
        var unknown = string.Concat(Enumerable.Range(0, 100).Select(i => $"zq{(char)('a' + (i % 26))}xv{(char)('a' + (i / 26))} "));
        var memory = new WordMemory(new ReadingBudget());

        Assert.Throws<TextTooLongException>(() => Read(Reader, unknown + new string('W', MaxCharacters - unknown.Length)));
        Assert.Equal(0, InstalledDictionaries.English.CountListedPhones("zqaxva", memory));
        Assert.Equal(7, InstalledDictionaries.English.CountListedPhones("w", memory));
        Assert.Equal(0, memory.Lookups);
    }

    [Fact]
    public void Equal_words_of_a_text_are_looked_up_once()
    {
        var memory = new WordMemory(new ReadingBudget());
        for (var sentence = 0; sentence < 5; sentence++)
            InstalledDictionaries.English.Read(
                [.. Enumerable.Repeat("blorfen", 100), "house"], ReadingOptions.None.Pronunciations, memory, new HashSet<int>());

        Assert.Equal(2, memory.Lookups);
    }

    [Fact]
    public void Reading_ends_at_the_next_word_when_the_caller_has_left()
    {
        using var caller = new CancellationTokenSource();
        var asked = 0;
        var reader = new ScriptReader(new Lexicon(() =>
        {
            asked++;
            caller.Cancel(); // in the middle: the words are written out, and the first is being looked up
            return InstalledDictionaries.Files;
        }));

        Assert.Throws<OperationCanceledException>(() => reader.Read(Text("ab ", 300), ReadingOptions.None, Limits, caller.Token));
        Assert.Equal(1, asked);
        Assert.Throws<OperationCanceledException>(() => reader.Read("Hello.", ReadingOptions.None, Limits, caller.Token));
    }

    [Fact]
    public void Markup_is_parsed_no_further_when_the_caller_has_left()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();

        // The parser would say that it is broken.
        Assert.Throws<OperationCanceledException>(() => Unread.Read("<speak><p>a</s></speak>", ReadingOptions.None, Limits, caller.Token));
    }

    [Fact]
    public void Markup_that_is_too_long_is_not_parsed() =>
        Assert.Throws<TextTooLongException>(() => Read(Unread, $"<speak><p>a</s>{new string(' ', 10 * MaxCharacters)}</speak>"));

    private static Script Read(ScriptReader reader, string text) => reader.Read(text, ReadingOptions.None, Limits, CancellationToken.None);

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Record.Exception(() => Read(Reader, text));
        Assert.True(refused is null or ScriptException, $"{refused}");
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Text(string alphabet, int length)
    {
        var random = new Random(length);
        var text = new StringBuilder(length);
        while (text.Length < length)
            text.Append(alphabet[random.Next(alphabet.Length)]);
        return text.ToString();
    }
}
