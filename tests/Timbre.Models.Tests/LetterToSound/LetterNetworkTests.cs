using System.Text.Json;
using Timbre.Models.LetterToSound;
using Timbre.Text.Lexicons.LetterToSound;

namespace Timbre.Models.Tests.LetterToSound;

public sealed class LetterNetworkTests
{
    private static readonly LetterNetwork Network = LetterNetwork.Load();

    /// <summary>What PyTorch says of words: training/lts/golden.py wrote it.</summary>
    private static readonly GoldenWord[] Golden = JsonSerializer.Deserialize<GoldenWord[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LetterToSound", "golden.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void It_says_what_the_framework_says()
    {
        Assert.True(Golden.Length >= 7);
        foreach (var golden in Golden)
        {
            var scores = ScoresOf(golden.Word);
            for (var at = 0; at < golden.Word.Length; at++)
            {
                var row = scores.AsSpan(at * Network.GraphoneCount, Network.GraphoneCount).ToArray();
                Assert.Equal(golden.Graphones[at], row.IndexOf(row.Max()));
                Assert.Equal(golden.Highest[at], row.Max(), 0.005);
                Assert.Equal(golden.Sums[at], row.Sum(score => (double)score), 0.2); // of hundreds of scores
            }
        }
    }

    [Fact]
    public void The_words_before_do_not_matter()
    {
        var alone = ScoresOf("cat");
        ScoresOf("pneumonoultramicroscopicsilicovolcanoconiosis");
        Assert.Equal(alone, ScoresOf("cat"));
    }

    [Fact]
    public void It_was_trained_with_the_graphones_of_the_n_gram_and_helps_it()
    {
        var (plain, helped) = (GraphoneDecoder.Load(), GraphoneDecoder.Load(Network));
        Assert.NotEqual(
            Golden.Select(golden => Convert.ToHexString(plain.Decode(golden.Word)!)),
            Golden.Select(golden => Convert.ToHexString(helped.Decode(golden.Word)!)));
    }

    [Fact]
    public void A_network_of_other_graphones_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => GraphoneDecoder.Load(new OtherNetwork()));
        Assert.Contains("different graphones", error.Message, StringComparison.Ordinal);
    }

    private static float[] ScoresOf(string word)
    {
        var scores = new float[word.Length * Network.GraphoneCount];
        Network.Score(word, scores);
        return scores;
    }

    private sealed record GoldenWord(string Word, int[] Graphones, double[] Highest, double[] Sums);

    /// <summary>As many graphones, but others.</summary>
    private sealed class OtherNetwork : ILetterNetwork
    {
        public int GraphoneCount => Network.GraphoneCount;

        public int GraphoneHash => Network.GraphoneHash + 1;

        public void Score(ReadOnlySpan<char> word, Span<float> scores) => scores.Clear();
    }
}
