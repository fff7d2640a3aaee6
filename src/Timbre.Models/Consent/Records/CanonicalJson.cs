using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Timbre.Models.Consent.Records;

/// <summary>The one way to write a JSON value down that everybody reproduces byte for byte.</summary>
/// <remarks>
/// RFC 8785 (JSON Canonicalization Scheme), of which records need objects, strings, whole numbers below 2^53, true, false and null.
/// </remarks>
public static class CanonicalJson
{
    private const long MaxWhole = (1L << 53) - 1;
    private const int MaxDepth = 8;

    /// <summary>UTF-8, without blanks, members in the order of their names' UTF-16 code units.</summary>
    /// <exception cref="InvalidDataException">It holds what a record never holds: an array, a fraction, a name twice, half a
    /// surrogate.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text, 0);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text.ToString());
        }
        catch (EncoderFallbackException)
        {
            throw new InvalidDataException("a text in it is no Unicode");
        }
    }

    private static void Write(JsonElement value, StringBuilder to, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException("it is nested too deep");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, to, depth);
                break;
            case JsonValueKind.String:
                WriteText(Text(value), to);
                break;
            case JsonValueKind.Number:
                to.Append(value.TryGetInt64(out var number) && Math.Abs(number) <= MaxWhole
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : throw new InvalidDataException("a number in it is not whole"));
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                to.Append(value.GetRawText());
                break;
            default:
                throw new InvalidDataException($"it holds a {value.ValueKind.ToString().ToLowerInvariant()}, which no record does");
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder to, int depth)
    {
        to.Append('{');
        string? last = null;
        foreach (var (name, member) in value.EnumerateObject().Select(member => (Name(member), member.Value))
            .OrderBy(member => member.Item1, StringComparer.Ordinal))
        {
            if (name == last)
                throw new InvalidDataException($"it has \"{name}\" twice");
            if (last is not null)
                to.Append(',');
            last = name;
            WriteText(name, to);
            to.Append(':');
            Write(member, to, depth + 1);
        }

        to.Append('}');
    }

    private static void WriteText(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append(@"\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }

    private static string Text(JsonElement value) => Read(() => value.GetString()!);

    private static string Name(JsonProperty member) => Read(() => member.Name);

    private static string Read(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException("a text in it is no Unicode"); // half a surrogate, written as an escape
        }
    }
}
