using FsCheck;
using FsCheck.Fluent;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Ssml;

public class SsmlTests
{
    private static Script Read(string text) => new ScriptReader(InstalledDictionaries.English).Read(text, ReadingOptions.None);

    private static string Said(string text) =>
        string.Join(' ', Read(text).Phrases.SelectMany(phrase => phrase.Words).Select(word => word.Spelling));

    private static SpeechStyle StyleOf(string opening, string closing) =>
        Read($"<speak>{opening}word{closing}</speak>").Phrases[0].Words[0].Style;

    [Theory]
    [InlineData("characters", "aB3-c", "ay b three dash c")]
    [InlineData("spell-out", "NASA", "n ay s ay")]
    [InlineData("cardinal", "1234", "one thousand two hundred thirty four")]
    [InlineData("cardinal", "XIV", "fourteen")]
    [InlineData("number", "-3.5", "minus three point five")]
    [InlineData("ordinal", "21", "twenty first")]
    [InlineData("digits", "2024", "two zero two four")]
    [InlineData("telephone", "555 0123", "five five five zero one two three")]
    [InlineData("fraction", "3/7", "three sevenths")]
    [InlineData("fraction", "1 1/2", "one and a half")]
    [InlineData("currency", "$5", "five dollars")]
    [InlineData("unit", "5 km", "five kilometers")]
    [InlineData("time", "3:05pm", "three oh five p m")]
    [InlineData("date", "2024-05-06", "may sixth twenty twenty four")]
    public void Say_as_changes_the_words(string kind, string content, string said) =>
        Assert.Equal(said, Said($"<speak><say-as interpret-as=\"{kind}\">{content}</say-as></speak>"));

    [Theory]
    [InlineData("dmy", "05/06/2024", "june fifth twenty twenty four")]
    [InlineData("mdy", "05/06/2024", "may sixth twenty twenty four")]
    [InlineData("my", "05/2024", "may twenty twenty four")]
    [InlineData("y", "1905", "nineteen oh five")]
    public void A_date_is_read_in_the_order_of_its_format(string format, string content, string said) =>
        Assert.Equal(said, Said($"<speak><say-as interpret-as=\"date\" format=\"{format}\">{content}</say-as></speak>"));

    [Theory]
    [InlineData("rate=\"50%\"", 0.5)]
    [InlineData("rate=\"0.5\"", 0.5)]
    [InlineData("rate=\"+10%\"", 1.1)]
    [InlineData("rate=\"-20%\"", 0.8)]
    [InlineData("rate=\"x-slow\"", 0.5)]
    [InlineData("rate=\"medium\"", 1)]
    public void A_rate_is_a_share_or_a_change_of_the_normal_one(string attribute, double rate) =>
        Assert.Equal(rate, StyleOf($"<prosody {attribute}>", "</prosody>").Rate, 6);

    [Theory]
    [InlineData("+20%", 1.2)]
    [InlineData("-12st", 0.5)]
    [InlineData("120%", 1.2)]
    [InlineData("high", 1.2)]
    public void A_pitch_is_a_factor(string pitch, double factor) =>
        Assert.Equal(factor, StyleOf($"<prosody pitch=\"{pitch}\">", "</prosody>").Pitch, 6);

    [Theory]
    [InlineData("+6dB", 6)]
    [InlineData("-3.5dB", -3.5)]
    [InlineData("silent", double.NegativeInfinity)]
    [InlineData("0", double.NegativeInfinity)]
    [InlineData("50", -6.0206)]
    [InlineData("200%", 6.0206)]
    [InlineData("loud", 6)]
    public void A_volume_is_a_change_of_level(string volume, double db) =>
        Assert.Equal(db, StyleOf($"<prosody volume=\"{volume}\">", "</prosody>").VolumeDb, 3);

    [Fact]
    public void What_stands_inside_another_is_relative_to_it() =>
        Assert.Equal(
            new SpeechStyle(0.25, 1.2 * 1.2, 8, Emphasis.Strong),
            StyleOf(
                "<prosody rate=\"50%\" pitch=\"+20%\" volume=\"+6dB\"><prosody rate=\"50%\" pitch=\"+20%\" volume=\"+2dB\"><emphasis "
                    + "level=\"strong\">",
                "</emphasis></prosody></prosody>"));

    [Fact]
    public void A_style_ends_with_its_element() =>
        Assert.Equal(
            [1, 2, 1],
            Read("<speak>one <prosody rate=\"200%\">two</prosody> three</speak>").Phrases[0].Words.Select(word => word.Style.Rate));

    [Fact]
    public void What_cannot_be_spoken_so_is_kept_in_bounds_and_named()
    {
        var script = Read("<speak><prosody rate=\"900%\">fast</prosody></speak>");

        Assert.Equal(5, script.Phrases[0].Words[0].Style.Rate);
        Assert.Contains("900%", Assert.Single(script.Issues));
    }

    [Theory]
    [InlineData("<break time=\"500ms\"/>", 0.5)]
    [InlineData("<break time='1.5s'/>", 1.5)]
    [InlineData("<break/>", 0.5)]
    [InlineData("<break strength=\"none\"/>", 0)]
    [InlineData("<break time=\"1s\"/> <break time=\"2s\"/>", 3)]
    public void A_break_is_a_pause_behind_a_phrase(string tag, double seconds)
    {
        var phrases = Read($"<speak>before {tag} after</speak>").Phrases;

        Assert.Equal([seconds, null], phrases.Select(phrase => phrase.PauseSeconds));
        Assert.Equal(["before", "after"], phrases.Select(phrase => phrase.Words.Single().Spelling));
    }

    [Fact]
    public void A_break_in_front_is_a_phrase_without_words()
    {
        var phrases = Read("<speak><break time=\"1s\"/>word</speak>").Phrases;

        Assert.Equal([0, 1], phrases.Select(phrase => phrase.Words.Count));
        Assert.Equal(1, phrases[0].PauseSeconds);
    }

    [Fact]
    public void The_text_is_what_stands_between_the_tags()
    {
        var script = Read(
            "<?xml version=\"1.0\"?>\n<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en-GB\" "
                + "seed=\"7\">\n  Fish &amp; <sub alias=\"chips\">fries</sub>,\n  caf&#233;\n</speak>");

        Assert.Equal("Fish & fries, café", script.Text);
        Assert.Equal(["fish", "and", "chips", "cafe"], script.Phrases.SelectMany(phrase => phrase.Words).Select(word => word.Spelling));
        Assert.Equal("fries", script.Phrases[0].Words[2].Source.Slice(script.Text));
        Assert.Equal(7, script.Seed);
        Assert.Empty(script.Issues);
        Assert.Equal(script.Text.Length, ScriptReader.CountCharacters("<speak>Fish &amp; <sub alias=\"x\">fries</sub>, café</speak>"));
    }

    [Fact]
    public void Paragraphs_and_sentences_end_where_they_say() =>
        Assert.Equal(
            [PhraseEnd.Statement, PhraseEnd.Paragraph, PhraseEnd.Question, PhraseEnd.Paragraph],
            Read("<speak><p><s>one</s><s>two</s></p><p><s>three?</s><s>four</s></p></speak>").Phrases.Select(phrase => phrase.End));

    [Theory]
    [InlineData("<phoneme alphabet=\"ipa\" ph=\"təˈmeɪtoʊ\">tomato</phoneme>", "T AH M EY T OW")]
    [InlineData("<phoneme alphabet=\"x-arpabet\" ph=\"T AH0 M AA1 T OW2\">tomato</phoneme>", "T AH M AA T OW")]
    public void Phonemes_are_said_as_given(string element, string phones) =>
        Assert.Equal(
            phones,
            string.Join(
                ' ', Read($"<speak>{element}</speak>").Phrases[0].Words.Single().Syllables.SelectMany(syllable => syllable.Phones)));

    [Theory]
    [InlineData("<speak temperature=\"1\">a b</speak>", "temperature")]
    [InlineData("<speak prompt=\"sad\">a b</speak>", "prompt")]
    [InlineData("<speak exaggeration=\"1\">a b</speak>", "exaggeration")]
    [InlineData("<speak>a <lang xml:lang=\"de-DE\">b</lang></speak>", "de-DE")]
    [InlineData("<speak xml:lang=\"fr\">a b</speak>", "fr")]
    [InlineData("<speak>a b<resemble:convert src=\"https://example.com/a.wav\" pitch=\"true\"/></speak>", "resemble:convert")]
    [InlineData("<speak>a <resemble:style emotions=\"happy\">b</resemble:style></speak>", "resemble:style")]
    [InlineData("<speak>a <mark name=\"x\"/> b</speak>", "mark")]
    [InlineData("<speak>a <voice name=\"x\">b</voice></speak>", "voice")]
    [InlineData("<speak>a <audio src=\"x\">b</audio></speak>", "audio")]
    [InlineData("<speak>a <unheard>b</unheard></speak>", "unheard")]
    [InlineData("<speak>a <prosody pitch=\"+10Hz\">b</prosody></speak>", "+10Hz")]
    [InlineData("<speak>a <prosody contour=\"(0%,+20Hz)\">b</prosody></speak>", "contour")]
    [InlineData("<speak>a <say-as interpret-as=\"expletive\">darn</say-as> b</speak>", "expletive")]
    [InlineData("<speak>a <say-as interpret-as=\"vogon\">b</say-as></speak>", "vogon")]
    [InlineData("<speak>a <sub alias=\"b\"><emphasis>c</emphasis></sub></speak>", "emphasis")]
    public void What_is_not_done_is_named_and_the_rest_is_said(string text, string named)
    {
        Assert.Contains(named, Assert.Single(Read(text).Issues));
        Assert.Equal("a b", Said(text));
    }

    [Theory]
    [InlineData("<speak>a <b>b</speak>", "line 1")]
    [InlineData("<speak>\na & b</speak>", "line 2")]
    [InlineData("<speak>a", "line 1")]
    [InlineData("<speak>a</speak> b", "line 1")]
    [InlineData("<speak>a&nbsp;b</speak>", "&nbsp;")]
    [InlineData("<!DOCTYPE speak [<!ENTITY a \"b\">]><speak>&a;</speak>", "DTD")]
    [InlineData("<speak>a<break time=\"11s\"/></speak>", "at most 10 s")]
    [InlineData("<speak>a<break time=\"soon\"/></speak>", "500ms")]
    [InlineData("<speak><prosody rate=\"warp\">a</prosody></speak>", "x-slow")]
    [InlineData("<speak><sub>a</sub></speak>", "alias")]
    [InlineData("<speak><say-as>a</say-as></speak>", "interpret-as")]
    [InlineData("<speak><emphasis level=\"huge\">a</emphasis></speak>", "strong")]
    [InlineData("<speak seed=\"x\">a</speak>", "seed")]
    [InlineData("<speak><phoneme alphabet=\"ipa\" ph=\"?\">a</phoneme></speak>", "phoneme")]
    public void Broken_markup_is_refused_with_its_place_or_what_to_write(string text, string says) =>
        Assert.Contains(says, Assert.Throws<ScriptException>(() => Read(text)).Message);

    [Fact]
    public void Markup_has_bounds()
    {
        Assert.Throws<ScriptException>(() =>
            Read(string.Concat(Enumerable.Repeat("<speak>", 40)) + "a" + string.Concat(Enumerable.Repeat("</speak>", 40))));
        Assert.Throws<ScriptException>(() => Read($"<speak>{string.Concat(Enumerable.Repeat("<s>a</s>", 11_000))}</speak>"));
        Assert.Throws<ScriptException>(() => Read($"<speak><sub alias=\"{new string('a', 3000)}\">a</sub></speak>"));
        Assert.Throws<ScriptException>(() => Read($"<speak>{string.Concat(Enumerable.Repeat("<break time=\"10s\"/>", 40))}a</speak>"));
        Assert.Throws<ScriptException>(() => Read($"<speak>{new string('a', 500_000)}</speak>"));
    }

    [Fact]
    public void An_alias_counts_with_what_is_said_for_it() =>
        Assert.Equal(10, ScriptReader.CountCharacters("<speak><sub alias=\"0123456789\">x</sub></speak>"));

    [Fact]
    public void Whatever_follows_the_first_tag_is_read_or_refused_and_covered_by_its_phrases()
    {
        string[] fragments =
        [
            "word ", "5 km ", "Dr. X. ", "<p>", "</p>", "<s>", "</s>", "<break/>", "<break time='1s'/>", "<prosody rate='50%'>",
            "</prosody>", "<sub alias='one two'>", "</sub>", "<say-as interpret-as='date' format='dmy'>", "</say-as>",
            "<emphasis>", "</emphasis>", "<b>", "</b>", "<!-- c -->", "<![CDATA[x < y]]>", "<?pi x?>", "&amp;", "&#65;", "&x;", "\n", "\0",
            "<", ">", "é", "<desc>", "</desc>", "<phoneme ph='a'>", "</phoneme>", "<speak>", "</speak>",
        ];
        Prop.ForAll(Gen.Elements(fragments).ListOf().ToArbitrary(), made =>
        {
            try
            {
                var script = Read($"<speak>{string.Concat(made)}</speak>");
                Assert.Equal(script.Text, string.Concat(script.Phrases.Select(phrase => phrase.Source.Slice(script.Text))));
            }
            catch (ScriptException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(12));
    }

    [Theory]
    [InlineData("a < b", "a is less than b")]
    [InlineData("<b>bold</b>", "bold")]
    [InlineData("<prosody rate=\"fast\">a</prosody> b", "a b")]
    [InlineData("<speaker>", "speaker")]
    public void Only_what_begins_with_a_tag_of_ssml_is_ssml(string text, string said) => Assert.Equal(said, Said(text));
}
