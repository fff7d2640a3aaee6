using Timbre.Text.Lexicons;
using Timbre.Text.Scripts;

namespace Timbre.Text.Phrases;

/// <summary>Makes a script's phrases of words and marks, with their places and phones.</summary>
internal sealed class Phraser(Lexicon lexicon)
{
    private const int MaxContextWords = 400; // that see each other, when it is asked what a word does

    /// <param name="text">The script's text.</param>
    /// <param name="tokens">Words, marks and pauses, by their place in it.</param>
    /// <param name="overrides">Words whose pronunciation is given.</param>
    /// <param name="budget">Counts the phones.</param>
    public IReadOnlyList<ScriptPhrase> Phrases(
        string text, IEnumerable<Token> tokens, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> overrides, ReadingBudget budget)
    {
        var drafts = PhraseSegmenter.Segment(tokens);
        var memory = new WordMemory(budget);
        if (budget.MayHaveTooManyPhones)
            budget.CheckPhones(drafts.Sum(draft => draft.Words.Sum(word => CountMinPhones(word, overrides, memory))));
        var readings = Read(text, drafts, overrides, memory);
        var phrases = new List<ScriptPhrase>();
        var (start, read) = (0, 0);
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var source = new TextSpan(start, (i == drafts.Count - 1 ? text.Length : EndOf(text, start, draft, drafts[i + 1])) - start);
            phrases.Add(new ScriptPhrase(
                source, [.. draft.Words.Select(word => CreateWord(word, source, readings[read++]))], draft.End, draft.PauseSeconds));
            start = source.End;
        }

        return phrases;
    }

    /// <summary>Words see the words of their sentence, whichever phrase those are in.</summary>
    private List<WordReading> Read(
        string text, List<PhraseDraft> drafts, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> overrides, WordMemory memory)
    {
        var readings = new List<WordReading>();
        var (words, names) = (new List<string>(), new HashSet<int>());
        Token? before = null;
        foreach (var draft in drafts)
        {
            foreach (var word in draft.Words)
            {
                if (before is not null && IsName(text, before, word))
                    names.Add(words.Count);
                words.Add(word.Word!);
                before = word;
            }

            if (!draft.End.HasFinalIntonation() && words.Count < MaxContextWords)
                continue;
            readings.AddRange(lexicon.Read(words, overrides, memory, names));
            words.Clear();
            names.Clear();
            before = null;
        }

        readings.AddRange(lexicon.Read(words, overrides, memory, names));
        return readings;
    }

    /// <summary>A capital and small letters behind a word in small letters, with nothing between them that begins a quotation.</summary>
    private static bool IsName(string text, Token before, Token word)
    {
        var (start, length) = (word.Source.Start, word.Source.Length);
        return length == word.Word!.Length && length > 1 && start + length <= text.Length && start > 0
            && char.IsUpper(text[start]) && char.IsLower(text[start + 1]) && char.IsWhiteSpace(text[start - 1])
            && before.Source.Start < text.Length && char.IsLower(text[before.Source.Start]);
    }

    /// <summary>How many phones a word has at least, known without the work of guessing it.</summary>
    private long CountMinPhones(Token word, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> overrides, WordMemory memory) =>
        word.Syllables is { } given ? given.Sum(syllable => syllable.Phones.Count)
        : overrides.ContainsKey(word.Word!) ? 0
        : lexicon.CountListedPhones(word.Word!, memory);

    private static ScriptWord CreateWord(Token word, TextSpan phrase, WordReading reading)
    {
        var (start, end) = (Math.Clamp(word.Source.Start, phrase.Start, phrase.End), Math.Clamp(word.Source.End, phrase.Start, phrase.End));
        return new ScriptWord(new TextSpan(start, end - start), word.Word!, reading.Class, word.Syllables ?? reading.Syllables, word.Style);
    }

    /// <summary>
    /// Behind the marks and the space that follow the last word; what opens the next phrase (a bracket, a quotation mark) is left to it.
    /// </summary>
    private static int EndOf(string text, int start, PhraseDraft phrase, PhraseDraft next)
    {
        var limit = Math.Max(start, next.Words.Count > 0 ? next.Words[0].Source.Start : next.Position);
        var end = Math.Max(start, phrase.Words.Count > 0 ? phrase.Words[^1].Source.End : phrase.Position);
        while (end < limit && !char.IsWhiteSpace(text[end]))
            end++;
        while (end < limit && char.IsWhiteSpace(text[end]))
            end++;
        return Math.Min(end, text.Length);
    }
}
