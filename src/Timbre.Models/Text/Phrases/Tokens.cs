using Timbre.Models.Text.Normalising;
using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Scripts;
using Timbre.Models.Text.Ssml;
using Timbre.Models.Text.Terms;

namespace Timbre.Models.Text.Phrases;

/// <summary>Reads the passages of a text into words, marks and pauses.</summary>
internal sealed class Tokens(string text, TermIndex terms, bool keepLines, Notes notes)
{
    private readonly List<Token> _all = [];

    /// <summary>Letters of other alphabets, which nobody will hear.</summary>
    public int ForeignLetters { get; private set; }

    /// <summary>The first of them.</summary>
    public string ForeignSample { get; private set; } = "";

    public IReadOnlyList<Token> Read(IReadOnlyList<Passage> passages)
    {
        for (var i = 0; i < passages.Count; i++)
        {
            switch (passages[i])
            {
                case Run first:
                    var runs = passages.Skip(i).TakeWhile(passage => passage is Run).Cast<Run>().ToList();
                    Ordinary(new TextSpan(first.Source.Start, runs[^1].Source.End - first.Source.Start), runs);
                    i += runs.Count - 1;
                    break;
                case Alias alias:
                    Say(FoldedText.Instead(alias.Spoken, alias.Source), _ => alias.Style);
                    break;
                case Kind kind:
                    _all.AddRange(SayAs.Read(text, kind, notes).Select(said => Of(said, kind.Style)));
                    break;
                case Phonemes phonemes:
                    _all.Add(new Token(Spelling(phonemes.Source), phonemes.Syllables, PhraseEnd.None, null, phonemes.Source, phonemes.Style));
                    break;
                case Pause pause:
                    _all.Add(Token.Pause(pause.Seconds, pause.Source.Start));
                    break;
                case Edge edge:
                    _all.Add(Token.Mark(edge.End, edge.Source));
                    break;
            }
        }

        return _all;
    }

    /// <summary>Text in one piece, with the caller's terms in it.</summary>
    private void Ordinary(TextSpan part, List<Run> runs)
    {
        var (at, run) = (part.Start, 0);
        SpeechStyle StyleAt(int place)
        {
            while (run + 1 < runs.Count && runs[run].Source.End <= place)
                run++;
            return runs[run].Style;
        }

        foreach (var (source, term) in terms.In(text, part))
        {
            Say(Folded(at, source.Start), StyleAt);
            at = source.End;
            if (term.Spoken is not null)
                Say(FoldedText.Instead(term.Spoken, source), StyleAt);
            else if (term.Syllables is { Count: > 0 } syllables)
            {
                var isPossessive = Possessive.Stands(text, at);
                at += isPossessive ? 2 : 0;
                var whole = source with { Length = at - source.Start };
                _all.Add(new Token(Spelling(source), isPossessive ? Possessive.Of(syllables) : syllables, PhraseEnd.None, null, whole, StyleAt(source.Start)));
            }
        }

        Say(Folded(at, part.End), StyleAt);
    }

    private FoldedText Folded(int from, int to) => FoldedText.Of(text, new TextSpan(from, Math.Max(0, to - from)), keepLines);

    private void Say(FoldedText folded, Func<int, SpeechStyle> styleAt)
    {
        ForeignLetters += folded.ForeignLetters;
        ForeignSample += ForeignSample.Length < 12 ? folded.ForeignSample : "";
        _all.AddRange(Normaliser.Read(folded).Select(said => Of(said, styleAt(said.Source.Start))));
    }

    private static Token Of(Said said, SpeechStyle style) => new(said.Word, null, said.End, null, said.Source, style);

    /// <summary>The letters that are written, for a word whose phones are given.</summary>
    private string Spelling(TextSpan source)
    {
        var letters = string.Concat(FoldedText.Of(text, source).Text.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c == '\'')).Trim('\'');
        return letters.Length > 0 ? letters : "x";
    }
}
