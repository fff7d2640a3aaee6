using System.Text;
using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>
/// Gathers the text between the tags. Space that holds a line end becomes one space, at the beginning and the end none: it is there for the
/// eye.
/// </summary>
internal sealed class MarkupText
{
    private readonly StringBuilder _text = new();
    private readonly List<Passage> _passages = [];
    private bool _spacePending;

    public IReadOnlyList<Passage> Passages => _passages;

    public int Length => _text.Length;

    public override string ToString() => _text.ToString();

    /// <summary>Ordinary text.</summary>
    public void Add(string content, SpeechStyle style)
    {
        var start = _text.Length;
        Append(content);
        if (_text.Length > start)
            _passages.Add(new TextPassage(new TextSpan(start, _text.Length - start), style));
    }

    /// <summary>Text that belongs to the passage that will be made when its element ends.</summary>
    public void Append(string content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (!char.IsWhiteSpace(content[i]))
            {
                if (_spacePending)
                    _text.Append(' ');
                _spacePending = false;
                _text.Append(content[i]);
                continue;
            }

            var end = i;
            while (end < content.Length && char.IsWhiteSpace(content[end]))
                end++;
            if (content.AsSpan(i, end - i).IndexOfAny('\n', '\r') >= 0)
                _spacePending |= _text.Length > 0 && !char.IsWhiteSpace(_text[^1]);
            else if (!_spacePending)
                _text.Append(content, i, end - i);
            i = end - 1;
        }
    }

    /// <summary>Writes a space that is due, before something that begins here.</summary>
    public void FlushSpace(SpeechStyle style)
    {
        if (!_spacePending)
            return;
        _spacePending = false;
        _text.Append(' ');
        _passages.Add(new TextPassage(new TextSpan(_text.Length - 1, 1), style));
    }

    public void Add(Passage passage) => _passages.Add(passage);

    /// <summary>A point at the end of what there is.</summary>
    public TextSpan Position => new(_text.Length, 0);
}
