using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Ssml;

/// <summary>What the elements of SSML do to the text in them.</summary>
internal sealed class Elements
{
    private const double MostPauseSeconds = 300; // in one text

    /// <summary>Attributes that each element may have; any other is named as without effect.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["speak"] = ["version", "xmlns", "xml:lang", "xml:base", "seed", "temperature", "exaggeration", "prompt", "xsi:schemaLocation"],
        ["prosody"] = ["rate", "pitch", "volume"],
        ["emphasis"] = ["level"],
        ["break"] = ["time", "strength"],
        ["say-as"] = ["interpret-as", "format", "detail"],
        ["sub"] = ["alias"],
        ["phoneme"] = ["alphabet", "ph"],
        ["lang"] = ["xml:lang", "onlangfailure"],
        ["p"] = ["xml:lang"],
        ["s"] = ["xml:lang"],
        ["token"] = ["xml:lang"],
        ["w"] = ["xml:lang"],
    };

    /// <summary>What these hold is about the text, not part of it.</summary>
    private static readonly HashSet<string> Unspoken = ["desc", "metadata", "meta", "lexicon", "lookup"];

    private readonly MarkupText _text = new();
    private readonly Notes _notes = new();
    private readonly Stack<(Tag Tag, SpeechStyle Style, int Start)> _open = new();
    private Tag? _holding; // the sub, say-as or phoneme that text is gathered for
    private int _silent; // elements open whose text is not spoken
    private double _pauseSeconds;
    private int? _seed;

    public void Text(string content)
    {
        if (_silent > 0)
            return;
        if (_holding is not null)
            _text.Append(content);
        else
            _text.Add(content, Style);
    }

    public void Open(Tag tag)
    {
        var style = Style;
        if (_holding is not null)
            _notes.Add($"<{tag.Name}> inside <{_holding.Name}> has no effect.");
        else
            style = Begin(tag, style);
        if (Unspoken.Contains(tag.Name))
            _silent++;
        _open.Push((tag, style, _text.Length));
    }

    public void Close()
    {
        var (tag, _, start) = _open.Pop();
        if (Unspoken.Contains(tag.Name))
            _silent--;
        if (ReferenceEquals(tag, _holding))
        {
            _holding = null;
            _text.Add(Held(tag, new TextSpan(start, _text.Length - start)));
        }
        else if (_holding is null && tag.Name is "p" or "s")
            _text.Add(new Edge(_text.Here, tag.Name == "p" ? PhraseEnd.Paragraph : PhraseEnd.Statement));
    }

    public Markup Finish() => new(_text.ToString(), _text.Passages, _seed, _notes.All);

    private SpeechStyle Style => _open.TryPeek(out var open) ? open.Style : SpeechStyle.Plain;

    private SpeechStyle Begin(Tag tag, SpeechStyle style)
    {
        Check(tag);
        switch (tag.Name)
        {
            case "speak":
                Speak(tag);
                return style;
            case "prosody":
                return Prosody.Apply(tag, style, _notes);
            case "emphasis":
                return style with { Emphasis = Prosody.Level(tag) };
            case "break":
                var seconds = Breaks.Seconds(tag);
                _pauseSeconds += seconds;
                if (_pauseSeconds > MostPauseSeconds)
                    throw tag.Mistake($"the breaks of this text are longer than {MostPauseSeconds} s together; make them shorter.");
                _text.Settle(style);
                _text.Add(new Pause(_text.Here, seconds));
                return style;
            case "p" or "s":
                _text.Settle(style);
                _text.Add(new Edge(_text.Here, tag.Name == "p" ? PhraseEnd.Paragraph : PhraseEnd.Statement));
                return style;
            case "sub" or "say-as" or "phoneme":
                Need(tag);
                _text.Settle(style);
                _holding = tag;
                return style;
            case "lang" or "token" or "w":
                return style;
            default:
                _notes.Add(Unspoken.Contains(tag.Name) || tag.Attributes.Count == 0 && tag.Name is "mark" ? $"<{tag.Name}> has no effect." : $"<{tag.Name}> has no effect; text in it is spoken as if it were not there.");
                return style;
        }
    }

    private void Speak(Tag tag)
    {
        foreach (var idle in (string[])["temperature", "exaggeration", "prompt"])
        {
            if (tag[idle] is not null)
                _notes.Add($"{idle} of <speak> has no effect with these voices.");
        }

        if (tag["seed"] is { } seed)
            _seed = int.TryParse(seed, out var number) && number >= 0 ? number : throw tag.Wrong("seed", $"a whole number from 0 to {int.MaxValue}");
    }

    /// <summary>Names attributes and languages that nothing is done about.</summary>
    private void Check(Tag tag)
    {
        if (Known.TryGetValue(tag.Name, out var known))
        {
            foreach (var unknown in tag.Attributes.Keys.Where(name => !known.Contains(name) && !name.StartsWith("xmlns:", StringComparison.Ordinal)))
                _notes.Add($"{unknown} of <{tag.Name}> has no effect.");
        }

        if (tag["xml:lang"] is { } language && !(language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && (language.Length == 2 || language[2] is '-' or '_')))
            _notes.Add($"The language {language} is not spoken; its text is read by the rules of English.");
        if (tag.Name == "lang" && tag["xml:lang"] is null)
            throw tag.Mistake("<lang> needs a language; write <lang xml:lang=\"en-US\">.");
    }

    private static void Need(Tag tag)
    {
        if (tag.Name == "sub" && tag["alias"] is null)
            throw tag.Mistake("<sub> needs what is to be said; write <sub alias=\"...\">.");
        if (tag.Name == "say-as" && tag["interpret-as"] is null)
            throw tag.Mistake("<say-as> needs a kind; write <say-as interpret-as=\"characters\"> or another of the guide's.");
        if (tag.Name == "phoneme" && tag["ph"] is null)
            throw tag.Mistake("<phoneme> needs its phones; write <phoneme alphabet=\"ipa\" ph=\"...\">.");
    }

    private Passage Held(Tag tag, TextSpan source)
    {
        switch (tag.Name)
        {
            case "sub":
                return new Alias(source, tag["alias"]!, Style);
            case "say-as":
                return new Kind(source, tag["interpret-as"]!.ToLowerInvariant(), tag["format"]?.ToLowerInvariant() ?? "", Style);
            default:
                if (tag["alphabet"] is { } alphabet && alphabet.ToLowerInvariant() is not ("ipa" or "x-arpabet" or "arpabet" or "x-cmu"))
                {
                    _notes.Add($"The alphabet {alphabet} of <phoneme> is not known, use ipa or x-arpabet; its text is read instead.");
                    return new Run(source, Style);
                }

                try
                {
                    return new Phonemes(source, Phonetics.Parse(tag["ph"]!), Style);
                }
                catch (FormatException wrong)
                {
                    throw tag.Mistake($"ph=\"{tag["ph"]}\" of <phoneme> cannot be said. {wrong.Message}");
                }
        }
    }
}
