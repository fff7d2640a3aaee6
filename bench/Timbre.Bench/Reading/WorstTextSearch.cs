using System.Diagnostics;
using System.Text;

namespace Timbre.Bench.Reading;

/// <summary>Searches for the texts that cost most: of segments in a row or in any order, the costliest are changed a little.</summary>
/// <param name="length">UTF-16 units of a text.</param>
/// <param name="measure">What a text costs.</param>
internal sealed class WorstTextSearch(int length, Func<string, Cost> measure)
{
    private const int MaxKept = 6;
    private const int MaxSegments = 6;
    private const double Surely = 1.1; // a cost must be so many times the last one's: figures vary

    private readonly Random _random = new(5);
    private readonly List<(Recipe Recipe, double Score)> _read = [], _refused = [], _memory = [];

    public int Tried { get; private set; }

    public Recipe SlowestRead => _read[0].Recipe;

    public Recipe SlowestRefused => _refused[0].Recipe;

    public Recipe MaxMemory => _memory[0].Recipe;

    /// <summary>Searches for so long.</summary>
    public void Run(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        foreach (var segment in ReadingTexts.Segments)
        {
            Try(new Recipe([segment], IsShuffled: false, Seed: 1));
            Try(new Recipe([segment, ReadingTexts.AnyWord], IsShuffled: true, Seed: 1));
        }

        while (clock.Elapsed < time)
        {
            List<(Recipe Recipe, double Score)>[] lists = [_read, _refused, _memory];
            var from = lists[_random.Next(lists.Length)];
            Try(Changed(from[_random.Next(from.Count)].Recipe));
        }
    }

    private void Try(Recipe recipe)
    {
        var text = recipe.Text(length);
        var (a, b) = (measure(text), measure(text));
        var cost = a.Milliseconds < b.Milliseconds ? a : b;
        Tried++;
        Keep(cost.IsRead ? _read : _refused, recipe, cost.Milliseconds);
        Keep(_memory, recipe, cost.Megabytes);
    }

    private static void Keep(List<(Recipe Recipe, double Score)> list, Recipe recipe, double score)
    {
        if (list.Count >= MaxKept && score < list[^1].Score * Surely)
            return;
        list.Add((recipe, score));
        list.Sort((x, y) => y.Score.CompareTo(x.Score));
        if (list.Count > MaxKept)
            list.RemoveAt(MaxKept);
    }

    private Recipe Changed(Recipe recipe)
    {
        var segments = recipe.Segments.ToList();
        var segment = ReadingTexts.Segments[_random.Next(ReadingTexts.Segments.Length)];
        switch (_random.Next(4))
        {
            case 0 when segments.Count < MaxSegments:
                segments.Insert(_random.Next(segments.Count + 1), segment);
                break;
            case 1 when segments.Count > 1:
                segments.RemoveAt(_random.Next(segments.Count));
                break;
            case 2:
                return recipe with { IsShuffled = !recipe.IsShuffled, Seed = _random.Next() };
            default:
                segments[_random.Next(segments.Count)] = segment;
                break;
        }

        return recipe with { Segments = segments, Seed = _random.Next() };
    }
}

/// <summary>How a text is made.</summary>
/// <param name="Segments">What it is made of.</param>
/// <param name="IsShuffled">In any order, or else one behind the other again and again.</param>
/// <param name="Seed">Of the order and of the words that are invented.</param>
internal sealed record Recipe(IReadOnlyList<string> Segments, bool IsShuffled, int Seed)
{
    /// <summary>The text, of so many UTF-16 units or one less.</summary>
    public string Text(int length)
    {
        var random = new Random(Seed);
        var text = new StringBuilder(length + 32);
        for (var i = 0; text.Length < length; i++)
        {
            var segment = Segments[IsShuffled ? random.Next(Segments.Count) : i % Segments.Count];
            text.Append(segment == ReadingTexts.AnyWord ? ReadingTexts.Invented(random) : segment);
        }

        return text.ToString(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }

    /// <summary>For a table: its segments as code.</summary>
    public string Describe() =>
        string.Join(" ", Segments.Select(segment => segment == ReadingTexts.AnyWord ? "any word" : $"`{Escaped(segment)}`"))
            + (IsShuffled ? ", in any order" : "");

    private static string Escaped(string segment) =>
        string.Concat(segment.Select(c => c is >= ' ' and <= '~' and not '`' and not '|' ? c.ToString() : $"\\u{(int)c:X4}"));
}
