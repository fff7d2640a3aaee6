using Timbre.Models.Alignment;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Bench.Transcripts;

/// <summary>What people get wrong in transcripts, done on purpose and at random, the same with every run.</summary>
internal sealed class WrongTexts
{
    private const int MinLetters = 3;

    private readonly ScriptReader _reader = new(InstalledLexicon.English);
    private readonly IReadOnlyList<SpokenUtterance> _all;
    private readonly List<Said> _pool;
    private readonly string[] _spoken;

    /// <summary>Words and sentences to put in the wrong places come from these recordings' texts.</summary>
    public WrongTexts(IReadOnlyList<SpokenUtterance> all)
    {
        _all = all;
        var read = all.Select(one => Read(one.Text)).ToList();
        _pool = [.. read.SelectMany(words => words).Where(word => word.IsContent).DistinctBy(word => word.Spelling)];
        _spoken = [.. read.Select(words => string.Join(' ', words.Select(word => word.Spelling)))];
    }

    /// <summary>Each kind of mistake with its text; kinds that the text is too short for are left out.</summary>
    public IEnumerable<(string Kind, string Text)> Of(int number)
    {
        var text = _all[number].Text;
        var words = Read(text);
        var content = words.Where(word => word.IsContent).ToList();
        var random = new Random(number);
        if (words.Count < 3 || content.Count == 0)
            yield break;

        var one = content[random.Next(content.Count)];
        yield return ("a content word changed", Replace(text, one, Other(one, random).Spelling));
        one = content[random.Next(content.Count)];
        yield return ("... for the most alike of 500", Replace(text, one, Alike(one, random).Spelling));
        one = content[random.Next(content.Count)];
        yield return ("a content word left out", Replace(text, one, ""));
        one = words[random.Next(words.Count)];
        yield return ("a content word put in", text.Insert(one.Span.Start, Other(one, random).Spelling + " "));
        if (words.Count >= 6)
            yield return ("two halves swapped",
                $"{text[words[words.Count / 2].Span.Start..].TrimEnd('.', ' ')}, {text[..words[words.Count / 2].Span.Start].TrimEnd()}");
        yield return ("the last third missing", text[..words[Math.Max(1, words.Count * 2 / 3)].Span.Start]);
        if (Another(number, random) is { } another)
            yield return ("another sentence of the speaker", another);
    }

    private static string Replace(string text, Said word, string other) =>
        string.Concat(text.AsSpan(0, word.Span.Start), other, text.AsSpan(word.Span.End));

    private Said Other(Said word, Random random)
    {
        while (true)
        {
            var other = _pool[random.Next(_pool.Count)];
            if (!other.Phones.SequenceEqual(word.Phones) && Math.Abs(other.Phones.Length - word.Phones.Length) <= 3)
                return other;
        }
    }

    private Said Alike(Said word, Random random) =>
        Enumerable.Range(0, 500).Select(_ => _pool[random.Next(_pool.Count)]).Where(other => !other.Phones.SequenceEqual(word.Phones))
            .MinBy(other => WordErrors.Distance(word.Phones, other.Phones))!;

    private string? Another(int number, Random random)
    {
        var others = Enumerable.Range(0, _all.Count).Where(i => _all[i].Speaker == _all[number].Speaker && _spoken[i] != _spoken[number])
            .ToList();
        return others.Count == 0 ? null : _all[others[random.Next(others.Count)]].Text;
    }

    private List<Said> Read(string text)
    {
        var script = _reader.Read(text, ReadingOptions.None);
        return [.. script.Phrases.SelectMany(phrase => phrase.Words).Select(word => new Said(
            word.Spelling,
            word.Source,
            [.. word.Syllables.SelectMany(syllable => syllable.Phones)],
            word.Class == WordClass.Content && word.Spelling.Length >= MinLetters
                && word.Source.Slice(script.Text).Equals(word.Spelling, StringComparison.OrdinalIgnoreCase)))];
    }

    private sealed record Said(string Spelling, TextSpan Span, string[] Phones, bool IsContent);
}
