using System.Text;

namespace Timbre.Text.Transcripts;

/// <summary>Reads one record of a table in the form of RFC 4180: quoted fields may hold separators, doubled quotes and line ends.</summary>
internal sealed class QuotedRecordReader
{
    private const int MaxLines = 20; // of one record

    private readonly List<string> _lines;
    private readonly char _separator;
    private readonly int _first;
    private readonly StringBuilder _field = new();
    private int _line;
    private int _position;

    private QuotedRecordReader(List<string> lines, int first, char separator)
    {
        _lines = lines;
        _separator = separator;
        _line = _first = first;
    }

    private string Line => _lines[_line];

    /// <summary>The fields of the record that begins at line <paramref name="at"/>, which is moved to the record's last line.</summary>
    /// <returns>Null, with <paramref name="at"/> unchanged, when a quote is not closed within 20 lines.</returns>
    public static List<string>? Read(List<string> lines, ref int at, char separator, int maxFields)
    {
        var reader = new QuotedRecordReader(lines, at, separator);
        var fields = new List<string>();
        var isInLine = true;
        while (isInLine && fields.Count < maxFields)
        {
            if (!reader.ReadField())
                return null;
            fields.Add(reader._field.ToString());
            isInLine = reader._position++ < reader.Line.Length;
        }

        at = reader._line;
        return fields;
    }

    /// <summary>Reads up to the next separator or the end of the line; false when a quote is not closed.</summary>
    private bool ReadField()
    {
        _field.Clear();
        if (_position < Line.Length && Line[_position] == '"' && !ReadQuotedPart())
            return false;
        while (_position < Line.Length && Line[_position] != _separator)
            _field.Append(Line[_position++]);
        return true;
    }

    /// <summary>Reads from the opening quote to behind the closing one; false when there is none.</summary>
    private bool ReadQuotedPart()
    {
        for (_position++; ; _position++)
        {
            while (_position >= Line.Length)
            {
                if (_line + 1 - _first >= MaxLines || _line + 1 >= _lines.Count)
                    return false;
                _field.Append('\n');
                _line++;
                _position = 0;
            }

            if (Line[_position] == '"' && (++_position >= Line.Length || Line[_position] != '"'))
                return true;
            _field.Append(Line[_position]);
        }
    }
}
