using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>Interpreter of SSML elements: applies each to the text in it.</summary>
internal sealed class SsmlInterpreter
{
    private const double MaxPauseSeconds = 300; // in one text

    /// <summary>Attributes that each element may have; any other is named as without effect.</summary>
    private static readonly Dictionary<string, string[]> KnownAttributes = new()
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

    /// <summary>Elements whose content is metadata and is not spoken.</summary>
    private static readonly HashSet<string> UnspokenElements = ["desc", "metadata", "meta", "lexicon", "lookup"];

    private readonly MarkupText _text = new();
    private readonly IssueList _issues = new();
    private readonly Stack<(SsmlTag Tag, SpeechStyle Style, int Start)> _open = new();
    private SsmlTag? _collecting; // the sub, say-as or phoneme that text is gathered for
    private int _unspokenDepth; // elements open whose text is not spoken
    private double _pauseSeconds;
    private int? _seed;

    public void Text(string content)
    {
        if (_unspokenDepth > 0)
            return;
        if (_collecting is not null)
            _text.Append(content);
        else
            _text.Add(content, Style);
    }

    public void Open(SsmlTag tag)
    {
        var style = Style;
        if (_collecting is not null)
            _issues.Add($"<{tag.Name}> inside <{_collecting.Name}> has no effect.");
        else
            style = Begin(tag, style);
        if (UnspokenElements.Contains(tag.Name))
            _unspokenDepth++;
        _open.Push((tag, style, _text.Length));
    }

    public void Close()
    {
        var (tag, _, start) = _open.Pop();
        if (UnspokenElements.Contains(tag.Name))
            _unspokenDepth--;
        if (ReferenceEquals(tag, _collecting))
        {
            _collecting = null;
            _text.Add(CreatePassage(tag, new TextSpan(start, _text.Length - start)));
        }
        else if (_collecting is null && tag.Name is "p" or "s")
            _text.Add(new BoundaryPassage(_text.Position, tag.Name == "p" ? PhraseEnd.Paragraph : PhraseEnd.Statement));
    }

    public Markup ToMarkup() => new(_text.ToString(), _text.Passages, _seed, _issues.All);

    private SpeechStyle Style => _open.TryPeek(out var open) ? open.Style : SpeechStyle.Default;

    private SpeechStyle Begin(SsmlTag tag, SpeechStyle style)
    {
        CheckAttributes(tag);
        switch (tag.Name)
        {
            case "speak":
                ApplySpeak(tag);
                return style;
            case "prosody":
                return Prosody.Apply(tag, style, _issues);
            case "emphasis":
                return style with { Emphasis = Prosody.ParseEmphasis(tag) };
            case "break":
                var seconds = Breaks.Seconds(tag);
                _pauseSeconds += seconds;
                if (_pauseSeconds > MaxPauseSeconds)
                    throw tag.Error($"the breaks of this text are longer than {MaxPauseSeconds} s together; make them shorter.");
                _text.FlushSpace(style);
                _text.Add(new PausePassage(_text.Position, seconds));
                return style;
            case "p" or "s":
                _text.FlushSpace(style);
                _text.Add(new BoundaryPassage(_text.Position, tag.Name == "p" ? PhraseEnd.Paragraph : PhraseEnd.Statement));
                return style;
            case "sub" or "say-as" or "phoneme":
                RequireAttributes(tag);
                _text.FlushSpace(style);
                _collecting = tag;
                return style;
            case "lang" or "token" or "w":
                return style;
            default:
                _issues.Add(
                    UnspokenElements.Contains(tag.Name) || tag.Attributes.Count == 0 && tag.Name is "mark"
                        ? $"<{tag.Name}> has no effect."
                        : $"<{tag.Name}> has no effect; text in it is spoken as if it were not there.");
                return style;
        }
    }

    private void ApplySpeak(SsmlTag tag)
    {
        foreach (var unsupported in (string[])["temperature", "exaggeration", "prompt"])
        {
            if (tag[unsupported] is not null)
                _issues.Add($"{unsupported} of <speak> has no effect with these voices.");
        }

        if (tag["seed"] is { } seed)
            _seed = int.TryParse(seed, out var number) && number >= 0
                ? number
                : throw tag.InvalidAttribute("seed", $"a whole number from 0 to {int.MaxValue}");
    }

    /// <summary>Names attributes and languages that nothing is done about.</summary>
    private void CheckAttributes(SsmlTag tag)
    {
        if (KnownAttributes.TryGetValue(tag.Name, out var known))
        {
            foreach (var unknown in tag.Attributes.Keys.Where(name =>
                !known.Contains(name) && !name.StartsWith("xmlns:", StringComparison.Ordinal)))
                _issues.Add($"{unknown} of <{tag.Name}> has no effect.");
        }

        if (tag["xml:lang"] is { } language
            && !(language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && (language.Length == 2 || language[2] is '-' or '_')))
            _issues.Add($"The language {language} is not spoken; its text is read by the rules of English.");
        if (tag.Name == "lang" && tag["xml:lang"] is null)
            throw tag.Error("<lang> needs a language; write <lang xml:lang=\"en-US\">.");
    }

    private static void RequireAttributes(SsmlTag tag)
    {
        if (tag.Name == "sub" && tag["alias"] is null)
            throw tag.Error("<sub> needs what is to be said; write <sub alias=\"...\">.");
        if (tag.Name == "say-as" && tag["interpret-as"] is null)
            throw tag.Error("<say-as> needs a kind; write <say-as interpret-as=\"characters\"> or another of the guide's.");
        if (tag.Name == "phoneme" && tag["ph"] is null)
            throw tag.Error("<phoneme> needs its phones; write <phoneme alphabet=\"ipa\" ph=\"...\">.");
    }

    private Passage CreatePassage(SsmlTag tag, TextSpan source)
    {
        switch (tag.Name)
        {
            case "sub":
                return new AliasPassage(source, tag["alias"]!, Style);
            case "say-as":
                return new SayAsPassage(source, tag["interpret-as"]!.ToLowerInvariant(), tag["format"]?.ToLowerInvariant() ?? "", Style);
            default:
                if (tag["alphabet"] is { } alphabet && alphabet.ToLowerInvariant() is not ("ipa" or "x-arpabet" or "arpabet" or "x-cmu"))
                {
                    _issues.Add($"The alphabet {alphabet} of <phoneme> is not known, use ipa or x-arpabet; its text is read instead.");
                    return new TextPassage(source, Style);
                }

                try
                {
                    return new PhonemePassage(source, TranscriptionParser.Parse(tag["ph"]!), Style);
                }
                catch (FormatException exception)
                {
                    throw tag.Error($"ph=\"{tag["ph"]}\" of <phoneme> cannot be said. {exception.Message}");
                }
        }
    }
}
