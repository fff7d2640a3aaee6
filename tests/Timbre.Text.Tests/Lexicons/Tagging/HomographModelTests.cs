using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Tests.Material;
using Xunit.Abstractions;

namespace Timbre.Text.Tests.Lexicons.Tagging;

public sealed class HomographModelTests(ITestOutputHelper output)
{
    [Fact]
    public void A_model_that_was_written_reads_back_the_same_but_for_the_steps_of_its_weights()
    {
        var weights = new Dictionary<uint, float> { [1] = 0.5f, [77] = -2, [uint.MaxValue] = 1.25f };
        using var file = new MemoryStream();
        HomographModelFile.Write(new HomographModel(["tear", "bass"], weights), file);
        file.Position = 0;

        var read = HomographModelFile.Read(file);

        Assert.Equal(["bass", "tear"], read.Words.Order());
        Assert.Equal(weights.Keys.Order(), read.Weights.Select(weight => weight.Key));
        Assert.All(read.Weights, weight => Assert.Equal(weights[weight.Key], weight.Value, 0.03));
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused() =>
        Assert.ThrowsAny<Exception>(() => HomographModelFile.Read(new MemoryStream([1, 2, 3, 4])));

    [Fact]
    public void A_model_that_is_cut_in_half_is_refused()
    {
        using var file = new MemoryStream();
        HomographModelFile.Write(new HomographModel(["tear"], new Dictionary<uint, float> { [5] = 1, [6] = 1, [1 << 30] = 2 }), file);
        for (var length = 0; length < file.Length / 2; length++)
        {
            var cut = file.ToArray()[..length];
            Assert.ThrowsAny<Exception>(() => HomographModelFile.Read(new MemoryStream(cut)));
        }
    }

    [Fact]
    public void The_model_knows_at_least_sixty_homographs_besides_plurals()
    {
        var words = HomographModelFile.Load().Words;
        Assert.True(words.Count(word => !word.EndsWith('s')) >= 60, string.Join(' ', words.Order()));
    }

    [Fact]
    public void Features_of_any_place_fit_into_their_bound()
    {
        var words = string.Join(' ', Enumerable.Repeat("that which her no close down like so much live", 30)).Split(' ');
        var phrase = new TaggedPhrase(words);
        var features = new uint[HomographFeatures.MaxCount];
        for (var at = 0; at < words.Length; at++)
            Assert.InRange(HomographFeatures.Extract(phrase, at, features).All, 20, HomographFeatures.MaxCount);
    }

    /// <summary>Sentences that play with homographs, as they are handed round: both readings in one sentence.</summary>
    [Theory]
    [InlineData("the bandage was wound around the wound", "W AW1 N D", "W UW1 N D")]
    [InlineData("we must polish the polish furniture", "P AA1 L IH0 SH", "P OW1 L IH0 SH")]
    [InlineData("the soldier decided to desert his post in the desert", "D IH0 Z ER1 T", "D EH1 Z ER0 T")]
    [InlineData("when shot at the dove dove into the bushes", "D AH1 V", "D OW1 V")]
    [InlineData("i did not object to the object", "AH0 B JH EH1 K T", "AA1 B JH EH0 K T")]
    [InlineData("the insurance was invalid for the invalid", "IH0 N V AE1 L AH0 D", "IH1 N V AH0 L AH0 D")]
    [InlineData("they were too close to the door to close it", "K L OW1 S", "K L OW1 Z")]
    [InlineData("the wind was too strong to wind the sail", "W IH1 N D", "W AY1 N D")]
    [InlineData("upon seeing the tear in the painting she shed a tear", "T EH1 R", "T IH1 R")]
    [InlineData("the farm was used to produce produce", "P R AH0 D UW1 S", "P R OW1 D UW0 S")]
    [InlineData("the dump was so full that it had to refuse more refuse", "R AH0 F Y UW1 Z", "R EH1 F Y UW2 S")]
    [InlineData("he could lead if he would get the lead out", "L IY1 D", "L EH1 D")]
    [InlineData("they live where the band plays live", "L IH1 V", "L AY1 V")]
    [InlineData("he was content with the content of the letter", "K AH0 N T EH1 N T", "K AA1 N T EH0 N T")]
    [InlineData("what is the use of a pen that you never use", "Y UW1 S", "Y UW1 Z")]
    public void Both_readings_of_a_homograph_may_stand_in_one_sentence(string sentence, string first, string second)
    {
        var words = sentence.Split(' ');
        var word = words.GroupBy(word => word).Where(group => group.Key is not ("the" or "to" or "he" or "i" or "a" or "was"))
            .Single(group => group.Count() == 2).Key;
        var said = InstalledDictionaries.English.Read(words, LexiconTests.NoOwn).Where((_, i) => words[i] == word)
            .Select(reading => HomographTests.Roughly(reading.Syllables)).ToList();
        output.WriteLine($"{sentence}: {string.Join(", ", said)}");
        Assert.Equal([HomographTests.Roughly(first), HomographTests.Roughly(second)], said);
    }
}
