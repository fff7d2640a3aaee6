using Timbre.Audio;
using Timbre.Models.Consent;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Consent;

/// <summary>A reader's own words stand for the statement, and a machine says the statement itself.</summary>
public class StatementCheckTests
{
    private const int Sentence = 2; // unless to be rather cold hearted and rather selfish is to be ill disposed

    private static readonly StatementCheck Checker = new();
    private static readonly Lazy<AudioClip> Said = new(() =>
        FliteSpeech.Say(ConsentStatement.Of(ConsentStatement.DefaultTemplate, "Northwind Traders").Text, "rms"));

    [Fact]
    public void What_a_person_says_word_by_word_is_accepted_and_its_words_lie_one_behind_the_other()
    {
        var verdict = Check(Reader.Texts[Sentence]);

        Assert.True(verdict.Accepted, verdict.Issue);
        Assert.Equal(StatementReason.Accepted, verdict.Reason);
        Assert.Null(verdict.Issue);
        Assert.Equal(Reader.Texts[Sentence].Split(' '), verdict.Words.Select(word => word.Word));
        Assert.All(verdict.Words, word => Assert.True(word.Ok && word.Score is > 0.5 and <= 1 && word.StartSeconds < word.EndSeconds));
        Assert.All(
            verdict.Words.Zip(verdict.Words.Skip(1)), pair => Assert.True(pair.Second.StartSeconds >= pair.First.EndSeconds - 0.011));
    }

    [Theory]
    [InlineData("selfish", "generous")]
    [InlineData("hearted", "weather")]
    [InlineData("disposed", "prepared")]
    public void A_changed_word_is_refused_and_named(string word, string other)
    {
        var verdict = Check(Reader.Texts[Sentence].Replace(word, other, StringComparison.Ordinal));

        Assert.False(verdict.Accepted);
        Assert.False(verdict.Words.Single(one => one.Word == other).Ok);
        Assert.Contains(other, verdict.Issue);
    }

    [Fact]
    public void Another_sentence_is_other_words() =>
        Assert.Equal(StatementReason.OtherWords, Check("the quick brown fox jumps over the lazy dog by the river").Reason);

    [Fact]
    public void Two_halves_in_the_other_order_are_refused() =>
        Assert.False(Check("and rather selfish is to be ill disposed unless to be rather cold hearted").Accepted);

    [Fact]
    public void A_recording_that_ends_early_is_refused_with_the_words_that_are_missing()
    {
        var sound = Reader.Recordings[Sentence].Load();

        var verdict = Checker.Check(sound.Cut(0, sound.Seconds * 0.6), ConsentStatement.Of(Reader.Texts[Sentence]), CancellationToken.None);

        Assert.False(verdict.Accepted);
        Assert.False(verdict.Words[^1].Ok);
        Assert.NotNull(verdict.Issue);
    }

    [Fact]
    public void Silence_is_silent_and_noise_is_nobody_speaking()
    {
        var random = new Random(1);
        float[] noise = [.. Enumerable.Range(0, 16000 * 8).Select(_ => 0.1f * (float)(random.NextDouble() - 0.5))];

        Assert.Equal(
            StatementReason.Silent,
            Checker.Check(new AudioClip(new float[16000 * 8], 16000), Statement("Northwind Traders"), CancellationToken.None).Reason);
        Assert.False(Checker.Check(new AudioClip(noise, 16000), Statement("Northwind Traders"), CancellationToken.None).Accepted);
    }

    [Fact]
    public void The_statement_is_accepted_for_the_company_that_it_names_and_no_other()
    {
        var other = Checker.Check(Said.Value, Statement("Fabrikam"), CancellationToken.None);

        Assert.True(Checker.Check(Said.Value, Statement("Northwind Traders"), CancellationToken.None).Accepted);
        Assert.False(other.Accepted);
        Assert.False(other.Words.Single(word => word.Word == "Fabrikam").Ok);
    }

    [Fact]
    public void The_platform_may_be_called_by_either_name() =>
        Assert.True(
            Checker.Check(
                Said.Value, ConsentStatement.Of(ConsentStatement.DefaultTemplate, "Northwind Traders", "Timbre"),
                CancellationToken.None).Accepted);

    [Fact]
    public void A_one_time_sentence_that_is_not_said_is_asked_for()
    {
        var verdict = Checker.Check(
            Said.Value,
            ConsentStatement.Of(ConsentStatement.DefaultTemplate, "Northwind Traders", challenge: "yellow lantern harbour mountain"),
            CancellationToken.None);

        Assert.False(verdict.Accepted);
        Assert.Contains(verdict.Words, word => word.Word == "lantern" && !word.Ok);
    }

    private static StatementVerdict Check(string statement) =>
        Checker.Check(Reader.Recordings[Sentence].Load(), ConsentStatement.Of(statement), CancellationToken.None);

    private static ConsentStatement Statement(string company) => ConsentStatement.Of(ConsentStatement.DefaultTemplate, company);
}
