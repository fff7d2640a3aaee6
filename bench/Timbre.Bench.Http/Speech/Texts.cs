using System.Text;

namespace Timbre.Bench.Http.Speech;

/// <summary>Sentences of ordinary words, a new one each time, the same ones in each run.</summary>
internal sealed class Texts
{
    private static readonly string[] Words =
    [
        "the", "river", "a", "small", "house", "nobody", "carried", "away", "quiet", "morning", "and", "seven", "people", "walked",
        "slowly", "to", "market", "under", "heavy",
        "rain", "before", "it", "was", "over", "his", "brother", "found", "an", "old", "letter", "in", "her", "garden", "with", "yellow",
        "paper", "they", "spoke", "about", "winter",
    ];

    private readonly Random _random = new(20);
    private readonly Lock _lock = new();

    /// <summary>So many characters: sentences of nine words, the last one cut to fit.</summary>
    public string Next(int characters)
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            for (var word = 0; text.Length < characters; word++)
            {
                var next = Words[_random.Next(Words.Length)];
                text.Append(word % 9 == 0 ? char.ToUpperInvariant(next[0]) + next[1..] : next).Append(word % 9 == 8 ? ". " : " ");
            }

            return text.ToString(0, characters - 1).TrimEnd().PadRight(characters - 1, 's') + ".";
        }
    }
}
