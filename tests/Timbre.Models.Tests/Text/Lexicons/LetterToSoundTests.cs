using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Lexicons.Spelling;

namespace Timbre.Models.Tests.Text.Lexicons;

public sealed class LetterToSoundTests
{
    private static GraphoneModel Model
    {
        get
        {
            using var stream = typeof(GraphoneFile).Assembly.GetManifestResourceStream("english.lts")!;
            return GraphoneFile.Read(stream);
        }
    }

    [Fact]
    public void In_every_context_the_probabilities_of_all_graphones_sum_to_one_but_for_the_steps_they_are_stored_in()
    {
        var model = Model;
        var random = new Random(1);
        var context = new int[model.Depth + 1];
        for (var trial = 0; trial < 300; trial++)
        {
            var length = 1;
            while (length < context.Length && model.Children[context[length - 1] + 1] - model.Children[context[length - 1]] is > 0 and var children)
            {
                context[length] = model.Children[context[length - 1]] + random.Next(children);
                length++;
            }

            var depth = random.Next(1, length + 1);
            var sum = Enumerable.Range(0, model.Graphones.Length).Sum(graphone => Math.Exp(model.Score(context.AsSpan(0, depth), graphone)));
            Assert.InRange(sum, 0.93, 1.07);
        }
    }

    [Fact]
    public void A_model_is_read_back_as_it_was_written_but_for_the_steps_of_its_logarithms()
    {
        var model = new GraphoneModel
        {
            Depth = 1,
            Graphones = [new("", []), new("a", Symbols.Of("AE1")), new("x", Symbols.Of("K S")), new("ph", Symbols.Of("F"))],
            Children = [1, 3, 3, 3],
            Added = [0, 0, 2],
            BackOff = [0, -0.5f, -1.2f],
            Following = [0, 4, 5, 7],
            Follower = [0, 1, 2, 3, 1, 0, 3],
            LogProbability = [-1, -2, -3, -17, -0.1f, -0.7f, -1.9f],
        };
        using var bytes = new MemoryStream();
        GraphoneFile.Write(model, bytes);
        bytes.Position = 0;
        var again = GraphoneFile.Read(bytes);
        Assert.Equal(model.Depth, again.Depth);
        Assert.Equal(model.Graphones.Select(graphone => graphone.Letters), again.Graphones.Select(graphone => graphone.Letters));
        Assert.Equal(model.Graphones.Select(graphone => graphone.Symbols), again.Graphones.Select(graphone => graphone.Symbols));
        Assert.Equal(model.Added, again.Added);
        Assert.Equal(model.Children, again.Children);
        Assert.Equal(model.Following, again.Following);
        Assert.Equal(model.Follower, again.Follower);
        Assert.All(model.BackOff.Zip(again.BackOff), pair => Assert.Equal(pair.First, pair.Second, 1 / 28.0));
        Assert.All(model.LogProbability.Zip(again.LogProbability), pair => Assert.Equal(pair.First, pair.Second, 1 / 28.0));
    }

    [Fact]
    public void Phones_that_are_given_stay_and_only_get_their_stress()
    {
        var model = LetterToSound.Load();
        foreach (var (word, phones) in ((string, string)[])[("information", "IH N F ER M EY SH AH N"), ("banana", "B AH N AE N AH"), ("computer", "K AH M P Y UW T ER"), ("swahili", "S W AA HH IY L IY")])
        {
            var given = Symbols.Of(phones);
            var said = model.Say(word, given);
            Assert.NotNull(said);
            Assert.Equal(given, said.Select(symbol => Symbols.WithStress(symbol, 0)));
            Assert.Contains(said, symbol => Symbols.Stress(symbol) == 1);
        }
    }

    [Fact]
    public void Phones_that_no_letters_stand_for_are_not_forced_upon_them() =>
        Assert.Null(LetterToSound.Load().Say("cat", Symbols.Of("Z Z Z Z Z Z Z Z")));

    [Fact]
    public void A_damaged_model_is_refused()
    {
        using var whole = typeof(GraphoneFile).Assembly.GetManifestResourceStream("english.lts")!;
        var bytes = new byte[whole.Length / 2];
        whole.ReadExactly(bytes);
        using var half = new MemoryStream(bytes);
        Assert.True(Record.Exception(() => GraphoneFile.Read(half)) is InvalidDataException or EndOfStreamException);
        Assert.True(Record.Exception(() => GraphoneFile.Read(new MemoryStream([1, 2, 3]))) is InvalidDataException or InvalidOperationException or EndOfStreamException);
    }
}
