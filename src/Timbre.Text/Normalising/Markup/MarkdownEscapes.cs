namespace Timbre.Text.Normalising.Markup;

/// <summary>A backslash before a mark that Markdown would take for its own: \* is *.</summary>
internal static class MarkdownEscapes
{
    public static int Read(MarkupReader reader, int at) =>
        reader[at + 1] is '*' or '_' or '#' or '[' or ']' or '(' or ')' or '~' or '`' or '|' or '$' or '<' or '>' or '{' or '}' or '!'
            or '&' or '%'
            && reader[at - 1] != ':'
            ? reader.Replace(at, at + 1, "") + 1
            : 0;
}
