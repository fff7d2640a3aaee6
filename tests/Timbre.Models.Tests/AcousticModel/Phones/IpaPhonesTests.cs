using System.Text.RegularExpressions;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Tests.Material;
using Timbre.Models.Utterances;

namespace Timbre.Models.Tests.AcousticModel.Phones;

public sealed class IpaPhonesTests
{
    private static readonly PhoneInventory Inventory = PhoneInventory.Ipa;

    /// <summary>As the teacher's front end reads them (shared/teacher/sentences.tsv has such words).</summary>
    [Theory]
    [InlineData("Better.", "b ɛ1 ɾ ə ɹ")]
    [InlineData("Party.", "p ɑ1 ɹ ɾ i")]
    [InlineData("Mountain.", "m aʊ1 n t ə n")]
    [InlineData("Button.", "b ʌ1 t ə n")]
    [InlineData("Hotel.", "h oʊ t ɛ1 l")]
    [InlineData("Murder.", "m ɜ1 ɹ d ə ɹ")]
    [InlineData("Judge.", "ʤ ʌ1 ʤ")]
    [InlineData("Church.", "ʧ ɜ1 ɹ ʧ")]
    [InlineData("The joy of a cow.", "ð ə ʤ ɔɪ1 ʌ v ə k aʊ1")]
    [InlineData("I go to them.", "aɪ2 ɡ oʊ2 t ə ð ɛ2 m")]
    public void A_text_has_the_teacher_s_phones(string text, string expected)
    {
        var phones = Read(text, out _);
        var names = phones.Numbers.Select((number, i) => IpaPhones.All[number] + Stress(phones, i)).ToArray();
        Assert.Equal(["pau", .. expected.Split(' '), "pau"], names);
    }

    [Fact]
    public void Words_and_sentences_begin_and_end_where_they_do()
    {
        var phones = Read("Is her cat here?", out var utterance);
        float[] Column(int column) =>
            [.. Enumerable.Range(0, phones.Numbers.Length).Select(i => phones.Contexts[(i * Inventory.Contexts) + column])];
        // pau ɪ z h ɜ ɹ k æ t h ɪ ɹ pau
        Assert.Equal([0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0], Column(2));
        Assert.Equal([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0], Column(3));
        Assert.All(Column(5), asks => Assert.Equal(1, asks));
        Assert.All(Column(4).Concat(Column(6)).Concat(Column(7)), other => Assert.Equal(0, other));
        Assert.All(Column(12), english => Assert.Equal(1, english));
        Assert.Equal(utterance.Segments.Count - 1, phones.Segments[^1]);
    }

    [Fact]
    public void Two_phones_of_a_segment_share_its_length()
    {
        var phones = Read("Her.", out var utterance);
        Assert.Equal(4, utterance.Segments.Count); // pau h er pau
        Assert.Equal([3, 5, 4, 5, 7], phones.DurationsOf([3, 5, 9, 7]));
        Assert.Equal([3, 5, 9, 7], phones.SegmentDurations(phones.DurationsOf([3, 5, 9, 7]), 4));
        Assert.Equal([3, 5, 1, 1, 7], phones.DurationsOf([3, 5, 1, 7]));
    }

    [Fact]
    public void No_phone_is_there_twice_and_there_is_room_for_more()
    {
        Assert.Equal(IpaPhones.All.Count, IpaPhones.All.Distinct().Count());
        Assert.InRange(IpaPhones.All.Count, 60, Inventory.Count);
        Assert.Equal("pau", IpaPhones.All[Inventory.Pause]);
    }

    /// <summary>Packed speech has the numbers of the recipe's list: vowels, those with a nasal mark, consonants.</summary>
    [Fact]
    public void The_phones_are_those_of_the_recipe_in_its_order()
    {
        var recipe = File.ReadAllText(Path.Combine(Repository.Root, "training", "teacher", "phones.py"));
        string[][] lists = [.. Regex.Matches(recipe, "\"([^\"]+)\"\\.split\\(\\)").Select(list => list.Groups[1].Value.Split(' '))];
        Assert.Equal(3, lists.Length);
        Assert.Equal(["pau", .. lists[0], .. lists[1].Select(vowel => vowel + "\u0303"), .. lists[2]], IpaPhones.All);
    }

    private static PhoneInput Read(string text, out Utterance utterance)
    {
        var phrase = UnadaptedVoice.Read(text).Phrases[0];
        utterance = UtteranceBuilder.Build(phrase, 0);
        return Inventory.Read(utterance, PhraseEnding.Of(phrase.End));
    }

    private static string Stress(PhoneInput phones, int at)
    {
        var x = phones.Contexts.AsSpan(at * Inventory.Contexts, 2);
        return x[0] > 0 ? "1" : x[1] > 0 ? "2" : "";
    }
}
