using System.Text;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Markup;

/// <summary>Reads a formula of LaTeX aloud: the forms that are common in running text; unknown commands by their names.</summary>
internal sealed class LatexFormula
{
    private const int MaxDepth = 12;

    private static readonly Dictionary<string, string> Commands =
        WordList.Load("latex-commands.txt").PairsOf("commands").ToDictionary(pair => pair.Key, pair => pair.Value);
    private static readonly HashSet<string> Silent = [.. WordList.Load("latex-commands.txt").WordsOf("silent")];
    private static readonly HashSet<string> TextCommands = [.. WordList.Load("latex-commands.txt").WordsOf("text")];

    private readonly string _formula;
    private readonly List<string> _words = [];
    private int _at;
    private bool _isBetweenBars;

    private LatexFormula(string formula) => _formula = formula;

    /// <summary>The words of a formula, in small letters with a space between.</summary>
    public static string Read(string formula) => Read(formula, 0);

    private static string Read(string formula, int depth)
    {
        var reader = new LatexFormula(formula);
        while (reader._at < formula.Length && depth < MaxDepth)
            reader.ReadNext(depth);
        return string.Join(' ', reader._words.Where(word => word.Length > 0));
    }

    private void ReadNext(int depth)
    {
        var c = _formula[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _formula.Length && char.IsAsciiDigit(_formula[_at + 1])))
            Say(Decimals.Of(Number()));
        else if (c == '\\')
            ReadCommand(depth);
        else if (c == '^')
            ReadPower(depth);
        else if (c == '_')
            ReadIndex(depth);
        else if (c == '{')
            Say(Read(Argument(), depth + 1));
        else if (c == '|')
            ReadBar();
        else
        {
            _at++;
            Say(LatexSigns.Words(c, _at < _formula.Length ? _formula[_at] : '\0'));
        }
    }

    /// <summary>|x|, P(A|B), \{x | x > 0\}.</summary>
    private void ReadBar()
    {
        _at++;
        if (_isBetweenBars)
            _isBetweenBars = false;
        else if (_formula.IndexOf('|', _at) > 0)
        {
            _isBetweenBars = true;
            Say("the absolute value of");
        }
        else
            Say(_formula.Contains(@"\{", StringComparison.Ordinal) ? "such that" : "given");
    }

    private void Say(string words) => _words.Add(words);

    private string Number()
    {
        var start = _at;
        while (_at < _formula.Length && (char.IsAsciiDigit(_formula[_at]) || IsPoint(start)))
            _at++;
        return _formula[start.._at];
    }

    /// <summary>The first point of the number that begins at <paramref name="start"/>, with a digit behind it.</summary>
    private bool IsPoint(int start) =>
        _formula[_at] == '.' && !_formula.AsSpan(start, _at - start).Contains('.') && _at + 1 < _formula.Length
            && char.IsAsciiDigit(_formula[_at + 1]);

    /// <summary>What stands in braces, or one sign or command; the place is behind it then.</summary>
    private string Argument()
    {
        SkipSpace();
        if (_at >= _formula.Length)
            return "";
        if (_formula[_at] != '{')
        {
            var single = _at;
            _at += _formula[_at] == '\\' ? Math.Max(1, CommandLength(_at + 1)) + 1 : 1;
            _at = Math.Min(_at, _formula.Length);
            return _formula[single.._at];
        }

        var (start, open) = (_at + 1, 0);
        for (; _at < _formula.Length; _at++)
        {
            open += _formula[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (open == 0)
                break;
        }

        var content = _formula[start..Math.Max(start, _at)];
        _at = Math.Min(_at + 1, _formula.Length);
        return content;
    }

    /// <summary>What stands in square brackets; "" where there are none.</summary>
    private string Option()
    {
        if (_at >= _formula.Length || _formula[_at] != '[' || _formula.IndexOf(']', _at) is not (> 0 and var end))
            return "";
        var content = _formula[(_at + 1)..end];
        _at = end + 1;
        return content;
    }

    private int CommandLength(int from)
    {
        var end = from;
        while (end < _formula.Length && char.IsAsciiLetter(_formula[end]))
            end++;
        return end - from;
    }

    private void SkipSpace()
    {
        while (_at < _formula.Length && _formula[_at] == ' ')
            _at++;
    }

    private void ReadCommand(int depth)
    {
        var length = CommandLength(_at + 1);
        var name = _formula.Substring(_at + 1, length);
        _at = Math.Min(_formula.Length, _at + 1 + Math.Max(1, length));
        if (length == 0)
        {
            Say(_formula[_at - 1] switch { '%' => "percent", '$' => "dollars", '&' => "and", _ => "" });
            return;
        }

        switch (name)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac":
                Say(Fraction(Argument(), Argument(), depth));
                break;
            case "sqrt":
                Say(Root(Option(), Argument(), depth));
                break;
            case "binom" or "dbinom":
                Say($"{Read(Argument(), depth + 1)} choose {Read(Argument(), depth + 1)}");
                break;
            case "sum" or "prod" or "int" or "oint" or "iint" or "lim":
                Say(WithLimits(name, depth));
                break;
            case "hat" or "bar" or "tilde" or "dot" or "overline":
                Say($"{Read(Argument(), depth + 1)} {(name == "overline" ? "bar" : name)}");
                break;
            case "vec":
                Say($"vector {Read(Argument(), depth + 1)}");
                break;
            case "begin" or "end":
                Argument();
                break;
            default:
                Say(TextCommands.Contains(name) ? TextOf(name, depth) : Silent.Contains(name) ? ""
                    : Commands.GetValueOrDefault(name) ?? name.ToLowerInvariant());
                break;
        }
    }

    /// <summary>\text{...} holds words, \mathbf{x} a formula.</summary>
    private string TextOf(string name, int depth)
    {
        var content = Argument();
        return name.StartsWith("text", StringComparison.Ordinal) || name is "mbox" or "mathrm" or "operatorname" && content.Length > 1
            ? content
            : Read(content, depth + 1);
    }

    private static string Fraction(string above, string below, int depth)
    {
        if (above.Length is > 0 and <= 3 && below.Length is > 0 and <= 3 && above.All(char.IsAsciiDigit) && below.All(char.IsAsciiDigit)
            && int.Parse(below) is >= 2 and <= 20)
            return Fractions.Of(int.Parse(above), int.Parse(below));
        return $"{Read(above, depth + 1)} over {Read(below, depth + 1)}";
    }

    private static string Root(string degree, string of, int depth) => degree switch
    {
        "" => $"the square root of {Read(of, depth + 1)}",
        "3" => $"the cube root of {Read(of, depth + 1)}",
        _ when degree.Length < 4 && degree.All(char.IsAsciiDigit) => $"the {Ordinals.Of(degree)} root of {Read(of, depth + 1)}",
        _ => $"the {Read(degree, depth + 1)}th root of {Read(of, depth + 1)}",
    };

    private void ReadPower(int depth)
    {
        _at++;
        var exponent = Argument();
        Say(exponent switch
        {
            "2" => "squared",
            "3" => "cubed",
            "" => "",
            "\\circ" => "degrees",
            "\\prime" or "'" => "prime",
            "T" or "\\top" => "transpose",
            "*" => "star",
            _ => $"to the power of {Read(exponent, depth + 1)}",
        });
    }

    private void ReadIndex(int depth)
    {
        _at++;
        var isLogarithm = _words.Count > 0 && _words[^1] == "log";
        Say($"{(isLogarithm ? "base" : "sub")} {Read(Argument(), depth + 1)}");
    }

    /// <summary>Sums, products, integrals and limits with what they run over.</summary>
    private string WithLimits(string name, int depth)
    {
        string from = "", to = "";
        SkipSpace();
        while (_at < _formula.Length && _formula[_at] is '_' or '^')
        {
            var isFrom = _formula[_at++] == '_';
            var limit = Read(Argument(), depth + 1);
            (from, to) = isFrom ? (limit, to) : (from, limit);
            SkipSpace();
        }

        var noun = name switch { "sum" => "sum", "prod" => "product", "lim" => "limit", _ => "integral" };
        if (name == "lim")
            return from.Length > 0 ? $"the limit as {from} of" : "the limit of";
        var words = new StringBuilder($"the {noun}");
        words.Append(from.Length > 0 ? to.Length > 0 ? $" from {from} to {to}" : $" over {from}" : "");
        return words.Append(" of").ToString();
    }
}
