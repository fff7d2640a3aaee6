using Timbre.Text.Normalising;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.Markup;
using Timbre.Text.Scripts;
using Timbre.Text.Ssml;
using Timbre.Text.Terms;

namespace Timbre.Text.Phrases;

/// <summary>Reads the passages of a text into words, marks and pauses.</summary>
internal sealed class Tokenizer(string text, TermIndex terms, bool keepLines, IssueList issues, ReadingBudget budget)
{
    private readonly List<Token> _tokens = [];
    private readonly HashSet<string> _unspokenSigns = [];

    /// <summary>Signs without a name, which are not spoken.</summary>
    public IReadOnlyCollection<string> UnspokenSigns => _unspokenSigns;

    /// <summary>Letters of other alphabets, which are not spoken.</summary>
    public int ForeignLetters { get; private set; }

    /// <summary>The first of them.</summary>
    public string ForeignSample { get; private set; } = "";

    public IReadOnlyList<Token> Read(IReadOnlyList<Passage> passages)
    {
        for (var i = 0; i < passages.Count; i++)
        {
            switch (passages[i])
            {
                case TextPassage first:
                    var runs = passages.Skip(i).TakeWhile(passage => passage is TextPassage).Cast<TextPassage>().ToList();
                    ReadText(new TextSpan(first.Source.Start, runs[^1].Source.End - first.Source.Start), runs);
                    i += runs.Count - 1;
                    break;
                case AliasPassage alias:
                    budget.AddCharacters(alias.Spoken.Length);
                    AppendNormalised(FoldedText.Substitute(alias.Spoken, alias.Source), _ => alias.Style);
                    break;
                case SayAsPassage kind:
                    _tokens.AddRange(SayAs.Read(text, kind, issues, budget).Select(token => FromNormalised(token, kind.Style)));
                    break;
                case PhonemePassage phonemes:
                    _tokens.Add(new Token(
                        LettersOf(phonemes.Source), phonemes.Syllables, PhraseEnd.None, null, phonemes.Source, phonemes.Style));
                    break;
                case PausePassage pause:
                    _tokens.Add(Token.Pause(pause.Seconds, pause.Source.Start));
                    break;
                case BoundaryPassage edge:
                    _tokens.Add(Token.Mark(edge.End, edge.Source));
                    break;
            }
        }

        return _tokens;
    }

    /// <summary>Text in one piece, with the caller's terms in it.</summary>
    private void ReadText(TextSpan part, List<TextPassage> runs)
    {
        var (at, run) = (part.Start, 0);
        SpeechStyle StyleAt(int place)
        {
            while (run + 1 < runs.Count && runs[run].Source.End <= place)
                run++;
            return runs[run].Style;
        }

        var found = terms.FindAll(text, part).ToList();
        budget.AddCharacters(part.Length + found.Sum(match => (match.Term.Spoken?.Length ?? 0) - match.Source.Length));
        var edits = ReadMarkup(part);
        var edit = 0;
        foreach (var (source, term) in found)
        {
            while (edit < edits.Count && edits[edit].Source.End <= source.Start)
                edit++;
            if (source.Start < at || (edit < edits.Count && edits[edit].Source.Start < source.End))
                continue; // the term stands in markup
            AppendNormalised(Fold(at, source.Start, edits), StyleAt);
            at = source.End;
            if (term.Spoken is not null)
                AppendNormalised(FoldedText.Substitute(term.Spoken, source), StyleAt);
            else if (term.Syllables is { Count: > 0 } syllables)
            {
                var isPossessive = Possessive.IsAt(text, at);
                at += isPossessive ? 2 : 0;
                var whole = source with { Length = at - source.Start };
                _tokens.Add(new Token(
                    LettersOf(source), isPossessive ? Possessive.AppendTo(syllables) : syllables, PhraseEnd.None, null, whole,
                    StyleAt(source.Start)));
            }
        }

        AppendNormalised(Fold(at, part.End, edits), StyleAt);
    }

    /// <summary>Markdown and the like in plain text; SSML has none.</summary>
    private IReadOnlyList<TextEdit> ReadMarkup(TextSpan part)
    {
        if (!keepLines)
            return [];
        var (edits, leftOut) = MarkupReader.Read(text, part);
        foreach (var kind in leftOut)
            issues.Add($"Left out: {kind}.");
        return edits;
    }

    private FoldedText Fold(int from, int to, IReadOnlyList<TextEdit> edits) =>
        FoldedText.Of(text, new TextSpan(from, Math.Max(0, to - from)), keepLines, edits);

    private void AppendNormalised(FoldedText folded, Func<int, SpeechStyle> styleAt)
    {
        ForeignLetters += folded.ForeignLetters;
        ForeignSample += ForeignSample.Length < 12 ? folded.ForeignSample : "";
        foreach (var token in Normaliser.Read(folded, budget, _unspokenSigns))
            _tokens.Add(FromNormalised(token, styleAt(token.Source.Start)));
    }

    private static Token FromNormalised(NormalisedToken token, SpeechStyle style) =>
        new(token.Word, null, token.End, null, token.Source, style);

    /// <summary>The letters that are written, for a word whose phones are given.</summary>
    private string LettersOf(TextSpan source)
    {
        var letters = string.Concat(FoldedText.Of(text, source).Text.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c == '\''))
            .Trim('\'');
        return letters.Length > 0 ? letters : "x";
    }
}
