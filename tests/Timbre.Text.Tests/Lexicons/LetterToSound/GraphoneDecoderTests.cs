using Timbre.Text.Lexicons.LetterToSound;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Tests.Lexicons.LetterToSound;

public sealed class GraphoneDecoderTests
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
            while (length < context.Length
                && model.ChildStarts[context[length - 1] + 1] - model.ChildStarts[context[length - 1]] is > 0 and var children)
            {
                context[length] = model.ChildStarts[context[length - 1]] + random.Next(children);
                length++;
            }

            var depth = random.Next(1, length + 1);
            var sum = Enumerable.Range(0, model.Graphones.Length)
                .Sum(graphone => Math.Exp(model.Score(context.AsSpan(0, depth), graphone)));
            Assert.InRange(sum, 0.93, 1.07);
        }
    }

    [Fact]
    public void A_model_is_read_back_as_it_was_written_but_for_the_steps_of_its_logarithms()
    {
        var model = new GraphoneModel
        {
            Depth = 1,
            Graphones = [
                new("", []), new("a", PhoneSymbols.Parse("AE1")), new("x", PhoneSymbols.Parse("K S")), new("ph", PhoneSymbols.Parse("F"))
            ],
            ChildStarts = [1, 3, 3, 3],
            ContextGraphones = [0, 0, 2],
            BackOffWeights = [0, -0.5f, -1.2f],
            SuccessorStarts = [0, 4, 5, 7],
            Successors = [0, 1, 2, 3, 1, 0, 3],
            LogProbabilities = [-1, -2, -3, -17, -0.1f, -0.7f, -1.9f],
        };
        using var bytes = new MemoryStream();
        GraphoneFile.Write(model, bytes);
        bytes.Position = 0;
        var again = GraphoneFile.Read(bytes);
        Assert.Equal(model.Depth, again.Depth);
        Assert.Equal(model.Graphones.Select(graphone => graphone.Letters), again.Graphones.Select(graphone => graphone.Letters));
        Assert.Equal(model.Graphones.Select(graphone => graphone.Symbols), again.Graphones.Select(graphone => graphone.Symbols));
        Assert.Equal(model.ContextGraphones, again.ContextGraphones);
        Assert.Equal(model.ChildStarts, again.ChildStarts);
        Assert.Equal(model.SuccessorStarts, again.SuccessorStarts);
        Assert.Equal(model.Successors, again.Successors);
        Assert.All(model.BackOffWeights.Zip(again.BackOffWeights), pair => Assert.Equal(pair.First, pair.Second, 1 / 28.0));
        Assert.All(model.LogProbabilities.Zip(again.LogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1 / 28.0));
    }

    [Fact]
    public void Phones_that_are_given_stay_and_only_get_their_stress()
    {
        var model = GraphoneDecoder.Load();
        foreach (var (word, phones) in ((string, string)[])[
            ("information", "IH N F ER M EY SH AH N"), ("banana", "B AH N AE N AH"), ("computer", "K AH M P Y UW T ER"),
            ("swahili", "S W AA HH IY L IY")
        ])
        {
            var given = PhoneSymbols.Parse(phones);
            var said = model.Decode(word, given);
            Assert.NotNull(said);
            Assert.Equal(given, said.Select(symbol => PhoneSymbols.WithStress(symbol, 0)));
            Assert.Contains(said, symbol => PhoneSymbols.Stress(symbol) == 1);
        }
    }

    [Fact]
    public void Phones_that_no_letters_stand_for_are_not_forced_upon_them() =>
        Assert.Null(GraphoneDecoder.Load().Decode("cat", PhoneSymbols.Parse("Z Z Z Z Z Z Z Z")));

    [Fact]
    public void A_narrow_search_reads_common_spellings_as_a_wide_one_does_and_every_other_somehow()
    {
        var model = GraphoneDecoder.Load();
        foreach (var word in (string[])["blender", "framing", "stompers", "gladly"])
            Assert.Equal(model.Decode(word), model.Decode(word, isNarrow: true));
        foreach (var word in (string[])["qzxvbk", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x"])
            Assert.NotEmpty(model.Decode(word, isNarrow: true)!);
    }

    [Fact]
    public void The_best_of_several_readings_is_the_one_that_is_read_and_all_differ()
    {
        var model = GraphoneDecoder.Load();
        var readings = model.DecodeNBest("bough", 5);

        Assert.Equal(5, readings.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(model.Decode("bough"), readings[0]);
    }

    [Fact]
    public void A_guess_is_kept_unless_another_reading_is_likelier_by_more_than_may_be_lost()
    {
        var model = GraphoneDecoder.Load();
        var (likely, unlikely, impossible) = (
            PhoneSymbols.Parse("K AA1 B ER0 Z"), PhoneSymbols.Parse("K AO1 B ER0 Z"), PhoneSymbols.Parse("Z Z Z Z Z Z Z Z"));

        Assert.Same(likely, model.Rescore("cobbers", likely, 0));
        Assert.Equal(likely, model.Rescore("cobbers", unlikely, 0.1f));
        Assert.Same(unlikely, model.Rescore("cobbers", unlikely, 20));
        Assert.Equal(likely, model.Rescore("cobbers", impossible, 20));
    }

    [Fact]
    public void What_was_read_before_changes_nothing()
    {
        var (fresh, used) = (GraphoneDecoder.Load(), GraphoneDecoder.Load());
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
            used.Decode(string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26)))), isNarrow: i % 2 == 0);

        Assert.Equal(fresh.Decode("brindlemoor"), used.Decode("brindlemoor"));
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        using var whole = typeof(GraphoneFile).Assembly.GetManifestResourceStream("english.lts")!;
        var bytes = new byte[whole.Length / 2];
        whole.ReadExactly(bytes);
        using var half = new MemoryStream(bytes);
        Assert.True(Record.Exception(() => GraphoneFile.Read(half)) is InvalidDataException or EndOfStreamException);
        Assert.True(
            Record.Exception(() =>
                GraphoneFile.Read(new MemoryStream([
                    1, 2, 3
                ]))) is InvalidDataException or InvalidOperationException or EndOfStreamException);
    }
}
