using Timbre.Text.Normalising.Folding;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Markup;

/// <summary>
/// Reader of the markup that programs send in plain text: Markdown, HTML, LaTeX, thoughts of language models. It finds what is read as
/// something else, and what is not read at all.
/// </summary>
/// <remarks>
/// At each place the rules for what begins there are asked one after another, as in <see cref="Normaliser"/>. Each rule looks at a bounded
/// stretch, or remembers that what it looks for does not come, so the time is linear in the length of the text.
/// </remarks>
internal sealed class MarkupReader(string text, TextSpan part)
{
    /// <summary>Reads what stands at a place; the answer is the place behind it, 0 where the rule does not apply.</summary>
    private delegate int Rule(MarkupReader reader, int at);

    private static readonly Rule[] LineRules = [CodeFences.Read, MarkdownLines.Read];
    private static readonly Rule[] AngleRules = [Thoughts.Read, HtmlElements.Read];
    private static readonly Rule[] EntityRules = [HtmlElements.ReadEntity];
    private static readonly Rule[] InlineCodeRules = [CodeFences.ReadInline];
    private static readonly Rule[] BracketRules = [MarkdownLinks.Read];
    private static readonly Rule[] DelimiterRules = [StageDirections.Read, MarkdownEmphasis.Read];
    private static readonly Rule[] DollarRules = [LatexSpans.Read];
    private static readonly Rule[] BackslashRules = [LatexSpans.Read, MarkdownEscapes.Read];

    private readonly List<TextEdit> _edits = [];
    private readonly HashSet<string> _absent = [];

    /// <summary>Where something ends that began before, and what stands for the end.</summary>
    private readonly SortedList<int, TextEdit> _closers = [];

    public string Text => text;

    public TextSpan Part => part;

    /// <summary>Kinds of what is left out, as they are named in an issue.</summary>
    public HashSet<string> LeftOut { get; } = [];

    /// <summary>The character there; NUL outside the part.</summary>
    public char this[int at] => at >= part.Start && at < part.End ? text[at] : '\0';

    /// <summary>The edits of a text, in order, none over another.</summary>
    public static (IReadOnlyList<TextEdit> Edits, IReadOnlyCollection<string> LeftOut) Read(string text, TextSpan part)
    {
        var reader = new MarkupReader(text, part);
        reader.ReadAll();
        return (reader._edits, reader.LeftOut);
    }

    /// <summary>Reads <paramref name="instead"/> from <paramref name="from"/> to <paramref name="to"/>; the answer is the latter.</summary>
    public int Replace(int from, int to, string instead)
    {
        if (to > from)
            _edits.Add(new TextEdit(new TextSpan(from, to - from), instead));
        return to;
    }

    /// <summary>The same at a place that is still to come.</summary>
    public void ReplaceLater(int from, int to, string instead) =>
        _closers.TryAdd(from, new TextEdit(new TextSpan(from, to - from), instead));

    /// <summary>The next place of <paramref name="what"/>, or -1; what does not come is searched only once.</summary>
    public int Find(string what, int from)
    {
        if (_absent.Contains(what))
            return -1;
        var at = from >= part.End ? -1 : text.IndexOf(what, from, part.End - from, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            _absent.Add(what);
        return at;
    }

    /// <summary>The end of the line, before its line feed.</summary>
    public int EndOfLine(int at) =>
        at >= part.End ? part.End : text.IndexOf('\n', at, part.End - at) is >= 0 and var end ? end : part.End;

    /// <summary>True where the line begins, spaces aside.</summary>
    public bool IsLineStart(int at)
    {
        var start = at;
        while (this[start - 1] is ' ' or '\t' && at - start < 12)
            start--;
        return this[start - 1] is '\0' or '\n' or '\r';
    }

    private void ReadAll()
    {
        var at = Math.Max(part.Start, Thoughts.EndWithoutBeginning(this));
        var quotationEnd = -1; // an item or a heading may begin there too
        while (at < part.End)
        {
            if (_closers.Count > 0 && _closers.GetKeyAtIndex(0) <= at)
            {
                var closer = _closers.GetValueAtIndex(0);
                _closers.RemoveAt(0);
                if (closer.Source.Start == at)
                {
                    at = Replace(at, closer.Source.End, closer.Replacement);
                    continue;
                }
            }

            var end = text[at] > ' ' && (at == quotationEnd || IsLineStart(at)) ? ApplyFirst(LineRules, at) : 0;
            quotationEnd = end > 0 && text[at] == '>' ? end : quotationEnd;
            at = end > 0 ? end : ApplyFirst(RulesFor(text[at]), at) is > 0 and var behind ? behind : at + 1;
        }
    }

    private static Rule[] RulesFor(char c) => c switch
    {
        '<' => AngleRules,
        '&' => EntityRules,
        '[' or '!' => BracketRules,
        '`' => InlineCodeRules,
        '*' or '_' or '~' or '=' or '|' => DelimiterRules,
        '$' => DollarRules,
        '\\' => BackslashRules,
        _ => [],
    };

    private int ApplyFirst(Rule[] rules, int at)
    {
        foreach (var rule in rules)
        {
            if (rule(this, at) is var end && end > at)
                return end;
        }

        return 0;
    }
}
