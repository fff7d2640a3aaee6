using Timbre.Text.Scripts;

namespace Timbre.Text.Tests.Scripts;

public sealed class PhraseFingerprintTests
{
    private static readonly List<string> Texts = []; // of the phrases below, so it comes first
    private static readonly ScriptPhrase Hello = Phrase("Hello. ", PhraseEnd.Statement);
    private static readonly ScriptPhrase Well = Phrase("Well, ", PhraseEnd.Comma);
    private static readonly ScriptPhrase Bye = Phrase("Bye.", PhraseEnd.Statement);

    [Fact]
    public void A_phrase_is_the_same_wherever_its_sentence_stands()
    {
        var here = Of([Hello, Well, Bye], 1);
        Assert.Equal(here, Of([Well, Bye], 0));
        Assert.Equal(here, Of([Bye, Hello, Hello, Well, Hello], 3));
        Assert.NotEqual(Of([Well, Bye, Hello], 1), Of([Bye, Hello], 0)); // within its sentence the place counts
        Assert.NotEqual(Of([Hello, Bye], 1), Of([Hello, Bye, Hello], 1)); // and whether it is the last
    }

    [Fact]
    public void Whatever_is_changed_of_a_phrase_changes_it()
    {
        var word = Hello.Words[0];
        ScriptPhrase[] all =
        [
            Hello, Well, Phrase("Hello! ", PhraseEnd.Statement), Hello with { End = PhraseEnd.Question }, Hello with { PauseSeconds = 0 },
            Hello with { PauseSeconds = 1 },
            Hello with { Words = [] }, Hello with { Words = [word, word] },
            .. new[]
            {
                word with { Source = new TextSpan(0, 2) }, word with { Spelling = "hallo" }, word with { Class = WordClass.To },
                word with { Style = word.Style with { Rate = 2 } }, word with { Style = word.Style with { Pitch = 2 } },
                word with { Style = word.Style with { VolumeDb = double.NegativeInfinity } },
                word with { Style = word.Style with { Emphasis = Emphasis.Strong } },
                word with { Syllables = [new Syllable(1, ["HH", "AH", "L"]), new Syllable(1, ["OW"])] },
                word with { Syllables = [new Syllable(0, ["HH", "AH"]), new Syllable(0, ["L", "OW"])] },
                word with { Syllables = [new Syllable(0, ["HH", "AH"]), new Syllable(1, ["L", "OY"])] },
                word with { Syllables = [] },
            }.Select(other => Hello with { Words = [other] }),
        ];
        Assert.Equal(all.Length, all.Select(phrase => Of([phrase, Bye], 0)).Distinct().Count());
    }

    private static string Of(IReadOnlyList<ScriptPhrase> phrases, int number)
    {
        var placed = new List<ScriptPhrase>();
        var text = "";
        foreach (var phrase in phrases)
        {
            var own = Texts[phrase.Source.Start];
            placed.Add(phrase with
            {
                Source = new TextSpan(text.Length, own.Length),
                Words = [.. phrase.Words.Select(word =>
                    word with { Source = new TextSpan(text.Length + word.Source.Start, word.Source.Length) })],
            });
            text += own;
        }

        return PhraseFingerprint.Of(new Script(text, placed, null, []), number);
    }

    /// <summary>Its source's start is the number of its text until it is put into a script.</summary>
    private static ScriptPhrase Phrase(string text, PhraseEnd end)
    {
        Texts.Add(text);
        var word = new ScriptWord(
            new TextSpan(0, 4), "hello", WordClass.Content, [new Syllable(0, ["HH", "AH"]), new Syllable(1, ["L", "OW"])],
            SpeechStyle.Default);
        return new ScriptPhrase(new TextSpan(Texts.Count - 1, 0), [word], end, null);
    }
}
