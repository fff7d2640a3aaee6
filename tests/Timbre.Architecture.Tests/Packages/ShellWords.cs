using System.Text;

namespace Timbre.Architecture.Tests.Packages;

internal enum ShellWordKind
{
    /// <summary>Said in full.</summary>
    Word,

    /// <summary>The shell puts something in it, or it is quoted: no name. Its text is what stands outside double quotes.</summary>
    Unknown,

    /// <summary>What a command may follow.</summary>
    Separator,

    /// <summary>What a file's name follows.</summary>
    Redirection,
}

internal readonly record struct ShellWord(ShellWordKind Kind, string Text, int Line);

/// <summary>Cuts a shell script into words, well enough to tell its commands; those in <c>$( )</c> stand apart.</summary>
internal sealed class ShellWords(string text, int line = 1)
{
    private readonly List<ShellWord> _words = [];
    private readonly Queue<string> _heredocs = new();
    private readonly StringBuilder _word = new();
    private int _at;
    private int _line = line;
    private bool _begun;
    private bool _unknown;

    /// <summary>How many <c>case</c> are open, and whether patterns are being read.</summary>
    private int _cases;
    private bool _patterns;

    public List<ShellWord> Read()
    {
        while (_at < text.Length)
            Step(text[_at]);
        End();
        return _words;
    }

    private void Step(char letter)
    {
        switch (letter)
        {
            case ' ' or '\t':
                End();
                _at++;
                break;
            case '\n':
                Separate("\n", 1);
                _line++;
                SkipHeredocs();
                break;
            case '#' when !_begun:
                while (_at < text.Length && text[_at] != '\n')
                    _at++;
                break;
            case '\\':
                _line += Next(1) == '\n' ? 1 : 0;
                if (Next(1) != '\n')
                    Add(Next(1));
                _at += 2;
                break;
            case '\'':
                SkipSingleQuotes();
                break;
            case '"':
                ReadDoubleQuotes();
                break;
            case '$':
                ReadDollar();
                break;
            case '`':
                throw new FormatException($"Line {_line}: backquotes; say $( ).");
            case '<' or '>':
                ReadRedirection(letter);
                break;
            case '(' when Next(1) == '(' && !_begun:
                SkipTo("))");
                break;
            case ';' or '&' or '|' or '(' or ')':
                ReadOperator(letter);
                break;
            default:
                Add(letter);
                _at++;
                break;
        }
    }

    private void ReadOperator(char letter)
    {
        if (_patterns && letter is '|' or '(')
        {
            // More patterns of the same branch.
            _begun = _unknown = false;
            _word.Clear();
            _at++;
            return;
        }

        if (_patterns && letter == ')')
        {
            _patterns = false;
            _begun = _unknown = false;
            _word.Clear();
            Separate(")", 1);
            return;
        }

        // An array's values are no commands.
        if (letter == '(' && _begun && _word is [.., '='])
        {
            SkipArray();
            return;
        }

        var twice = Next(1) == letter;
        Separate(letter.ToString(), twice && letter is not ('(' or ')') ? 2 : 1);
        if (twice && letter == ';' && _cases > 0)
            _patterns = true;
    }

    private void ReadRedirection(char letter)
    {
        if (Next(1) == '(')
        {
            // <(commands) and >(commands)
            _at += 2;
            ReadInner();
            Unknown();
            return;
        }

        // The number before it, as in 2>file, is part of it.
        if (_begun && _word.Length == 1 && char.IsAsciiDigit(_word[0]))
        {
            _begun = false;
            _word.Clear();
        }

        End();
        var from = _at;
        while (_at < text.Length && text[_at] is '<' or '>' or '&' or '|')
            _at++;
        var operation = text[from.._at];
        if (operation == "<<")
        {
            _heredocs.Enqueue(text[_at..].TrimStart('-', ' ').Split('\n', ' ', ';', ')', '|')[0].Trim('\'', '"'));
        }

        _words.Add(new ShellWord(ShellWordKind.Redirection, operation, _line));
    }

    private void SkipHeredocs()
    {
        while (_heredocs.TryDequeue(out var end))
        {
            while (_at < text.Length)
            {
                var newline = text.IndexOf('\n', _at);
                var one = newline < 0 ? text[_at..] : text[_at..newline];
                _at = newline < 0 ? text.Length : newline + 1;
                _line++;
                if (one.Trim() == end)
                    break;
            }
        }
    }

    private void SkipSingleQuotes()
    {
        var end = text.IndexOf('\'', _at + 1);
        if (end < 0)
            throw new FormatException($"Line {_line}: a quote that does not end.");
        _line += text.AsSpan(_at, end - _at).Count('\n');
        Unknown();
        _word.Append(text.AsSpan((_at + 1)..end));
        _at = end + 1;
    }

    private void ReadDoubleQuotes()
    {
        Unknown();
        for (_at++; _at < text.Length && text[_at] != '"';)
        {
            if (text[_at] == '$')
            {
                ReadDollar();
                continue;
            }

            _line += text[_at] == '\n' ? 1 : 0;
            _at += text[_at] == '\\' ? 2 : 1;
        }

        _at++;
    }

    private void ReadDollar()
    {
        Unknown();
        if (text.AsSpan(_at).StartsWith("$(("))
        {
            SkipTo("))");
        }
        else if (Next(1) == '(')
        {
            _at += 2;
            ReadInner();
        }
        else if (Next(1) == '{')
        {
            SkipBraces();
        }
        else if (Next(1) == '\'')
        {
            _at++;
            SkipSingleQuotes();
        }
        else
        {
            _at += 2;
        }
    }

    /// <summary>The commands up to the parenthesis that closes the one before; they are put before what was read so far.</summary>
    private void ReadInner()
    {
        var inner = new ShellWords(text, _line) { _at = _at };
        var depth = 1;
        while (inner._at < text.Length)
        {
            if (text[inner._at] == ')' && !inner._patterns && --depth == 0)
                break;
            if (text[inner._at] == '(' && !inner._patterns && !(inner._begun && inner._word is [.., '=']) && inner.Next(1) != '(')
                depth++;
            inner.Step(text[inner._at]);
        }

        inner.End();
        _words.Insert(0, new ShellWord(ShellWordKind.Separator, ";", _line));
        _words.InsertRange(0, inner._words);
        _line = inner._line;
        _at = inner._at + 1;
    }

    private void SkipBraces()
    {
        var depth = 0;
        do
        {
            if (text[_at] == '{')
                depth++;
            else if (text[_at] == '}')
                depth--;
            _at++;
        }
        while (_at < text.Length && (depth > 0 || text[_at - 1] == '$'));
    }

    private void SkipArray()
    {
        Unknown();
        var depth = 0;
        do
        {
            switch (text[_at])
            {
                case '"':
                    ReadDoubleQuotes();
                    continue;
                case '\'':
                    SkipSingleQuotes();
                    continue;
                case '$':
                    ReadDollar();
                    continue;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '\n':
                    _line++;
                    break;
            }

            _at++;
        }
        while (_at < text.Length && depth > 0);
    }

    private void SkipTo(string end)
    {
        Unknown();
        var to = text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = to < 0 ? text.Length : to + end.Length;
    }

    private char Next(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void Add(char letter)
    {
        _begun = true;
        _word.Append(letter);
    }

    private void Unknown() => _begun = _unknown = true;

    private void Separate(string separator, int length)
    {
        End();
        _words.Add(new ShellWord(ShellWordKind.Separator, separator, _line));
        _at += length;
    }

    private void End()
    {
        if (!_begun)
            return;
        var word = _word.ToString();
        var kind = _unknown ? ShellWordKind.Unknown : ShellWordKind.Word;
        _word.Clear();
        _begun = _unknown = false;
        if (kind == ShellWordKind.Word && word == "case")
            _cases++;
        if (kind == ShellWordKind.Word && word == "esac")
        {
            _cases--;
            _patterns = false;
        }

        if (_patterns)
            return;
        _words.Add(new ShellWord(kind, word, _line));
        if (kind == ShellWordKind.Word && word == "in" && _cases > 0 && CaseBefore())
            _patterns = true;
    }

    /// <summary>The last words are <c>case WORD in</c>: such an <c>in</c> begins patterns, and not the values of <c>for</c>.</summary>
    private bool CaseBefore() => _words.Count >= 3 && _words[^3].Text == "case";
}
