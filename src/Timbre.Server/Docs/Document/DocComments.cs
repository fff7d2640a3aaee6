using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Timbre.Server.Docs.Document;

/// <summary>The doc comments that the compiler wrote beside the assembly.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> _members = XDocument
        .Load(Path.ChangeExtension(typeof(DocComments).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>The summary of a type, or null.</summary>
    public string? Of(Type type) => Text(Member("T:" + NameOf(type))?.Element("summary"));

    /// <summary>What is said of a field: as a parameter of its record, or above the property.</summary>
    public string? Of(Type owner, string property) =>
        Text(Member("T:" + NameOf(owner))?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property))
        ?? Text(Member($"P:{NameOf(owner)}.{property}")?.Element("summary"));

    private XElement? Member(string id) => _members.GetValueOrDefault(id);

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var words = element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } link => Link(link),
            XElement other => other.Value,
            _ => node.ToString(),
        });
        return OnOneLine(System.Net.WebUtility.HtmlDecode(string.Concat(words))) is { Length: > 0 } text ? text : null;
    }

    /// <summary>A comment's text, however its lines were broken.</summary>
    public static string OnOneLine(string text) => Blanks().Replace(text, " ").Trim();

    private static string Link(XElement link) => ((string?)link.Attribute("cref"))?.Split('.')[^1] ?? link.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
