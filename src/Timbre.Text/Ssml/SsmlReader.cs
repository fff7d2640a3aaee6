using System.Text.RegularExpressions;
using System.Xml;
using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>Reader of the part of SSML 1.1 that docs/guides/ssml.md lists; no DTD, no entities of its own, nothing is fetched.</summary>
internal static partial class SsmlReader
{
    /// <summary>Characters with markup.</summary>
    public const int MaxLength = 400_000;

    public const int MaxDepth = 32;

    public const int MaxElements = 10_000;

    public const int MaxAttributeLength = 2_000;

    private static readonly string[] FirstElements =
    [
        "speak", "prosody", "emphasis", "say-as", "sub", "break", "lang", "phoneme", "p", "s", "voice", "audio", "mark", "token", "w",
        "resemble:convert", "resemble:style",
    ];

    /// <summary>
    /// True for SSML: a text that begins with one of its tags; p and s are HTML's too, and what stands in them decides. Any other text
    /// is what it is, even with &lt; and &gt; in it.
    /// </summary>
    public static bool IsSsml(string text)
    {
        var trimmed = Trimmed(text).AsSpan();
        if (trimmed.StartsWith("<?xml", StringComparison.Ordinal) || trimmed.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            return true;
        if (trimmed.Length < 3 || trimmed[0] != '<')
            return false;
        foreach (var tag in FirstElements)
        {
            if (trimmed[1..].StartsWith(tag, StringComparison.Ordinal) && trimmed.Length > tag.Length + 1
                && (trimmed[tag.Length + 1] is '>' or '/' || char.IsWhiteSpace(trimmed[tag.Length + 1])))
                return tag.Length > 1 || !HtmlElement().IsMatch(trimmed);
        }

        return false;
    }

    /// <summary>Parses a text, whose length its caller has checked: the cost grows with the length alone.</summary>
    /// <param name="text">The markup.</param>
    /// <param name="budget">Ends the parsing at the next tag where the caller has left.</param>
    /// <exception cref="ScriptException">It is no SSML; the message has the position and the remedy.</exception>
    public static Markup Read(string text, ReadingBudget budget)
    {
        if (text.Length > MaxLength)
            throw new ScriptException($"SSML of {text.Length} characters is too long, at most {MaxLength} with markup.");
        var trimmed = Trimmed(text);
        var isDocument = trimmed.StartsWith("<?xml", StringComparison.Ordinal) || trimmed.StartsWith("<speak", StringComparison.Ordinal)
            || trimmed.StartsWith("<!", StringComparison.Ordinal);
        using var xml = new XmlTextReader(trimmed, isDocument ? XmlNodeType.Document : XmlNodeType.Element, null)
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            Namespaces = false, // prefixes such as resemble: need not be declared
            WhitespaceHandling = WhitespaceHandling.All,
        };
        try
        {
            return Read(xml, budget);
        }
        catch (XmlException exception)
        {
            throw new ScriptException(
                $"The SSML is broken at line {Math.Max(1, exception.LineNumber)}, position {exception.LinePosition}: {Reason(exception)} "
                    + "Write & as &amp; and < as &lt;, and close every tag.");
        }
    }

    /// <summary>An element that SSML has not: a text in &lt;p&gt; with one is a piece of a web page.</summary>
    [GeneratedRegex(@"</?(?:a|b|br|blockquote|code|div|em|h[1-6]|hr|i|img|li|ol|pre|span|strong|table|td|th|tr|u"
        + @"|ul)(?:\s[^<>]{0,2000})?/?>",
        RegexOptions.IgnoreCase)]
    private static partial Regex HtmlElement();

    private static string Trimmed(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    private static Markup Read(XmlTextReader xml, ReadingBudget budget)
    {
        var elements = new SsmlInterpreter();
        var count = 0;
        budget.CheckCancellation();
        while (xml.Read())
        {
            budget.CheckCancellation();
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > MaxElements)
                        throw ErrorAt(xml, $"there are more than {MaxElements} elements; send the text in parts.");
                    if (xml.Depth >= MaxDepth)
                        throw ErrorAt(xml, $"elements are nested more than {MaxDepth} deep; nest less.");
                    var (name, isEmpty, line, position) = (xml.Name, xml.IsEmptyElement, xml.LineNumber, xml.LinePosition);
                    elements.Open(new SsmlTag(name, Attributes(xml), line, position));
                    if (isEmpty)
                        elements.Close();
                    break;
                case XmlNodeType.EndElement:
                    elements.Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    elements.Text(xml.Value);
                    break;
                case XmlNodeType.EntityReference:
                    throw ErrorAt(
                        xml,
                        $"&{xml.Name}; is not known; write the character itself, or "
                            + "&amp;, &lt;, &gt;, &quot;, &apos; or a number such as &#233;.");
            }
        }

        return elements.ToMarkup();
    }

    private static Dictionary<string, string> Attributes(XmlTextReader xml)
    {
        var attributes = new Dictionary<string, string>();
        while (xml.MoveToNextAttribute())
        {
            if (xml.Value.Length > MaxAttributeLength)
                throw ErrorAt(xml, $"the attribute {xml.Name} is longer than {MaxAttributeLength} characters; make it shorter.");
            attributes[xml.Name] = xml.Value;
        }

        xml.MoveToElement();
        return attributes;
    }

    private static ScriptException ErrorAt(XmlTextReader xml, string what) =>
        new($"SSML, line {xml.LineNumber}, position {xml.LinePosition}: {what}");

    /// <summary>The parser's sentence without the place, which ours has already.</summary>
    private static string Reason(XmlException exception)
    {
        var place = exception.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return exception.Message.Contains("DTD", StringComparison.Ordinal)
            ? "a DTD is not allowed; take the DOCTYPE out."
            : place > 0 ? exception.Message[..place] : exception.Message;
    }
}
