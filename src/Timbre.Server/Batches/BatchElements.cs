using System.Text.Json;
using Timbre.Server.Clips;
using Timbre.Server.Http;
using Timbre.Text.Scripts;

namespace Timbre.Server.Batches;

/// <summary>The elements of a batch as they are sent: texts, or pairs of a title and a text.</summary>
internal static class BatchElements
{
    /// <exception cref="RefusedException">They are none, too many, or one of them cannot be stored; the refusal names it.</exception>
    public static IReadOnlyList<(string Title, string Text)> Read(JsonElement? body, int maxElements, int maxCharacters)
    {
        if (body is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw Refused("body: an array of texts, or of pairs of a title and a text, is needed.");
        if (list.GetArrayLength() > maxElements)
            throw Refused($"body: {list.GetArrayLength()} elements are too many, at most {maxElements}.");

        var elements = new List<(string, string)>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            var field = $"body[{elements.Count}]";
            var (title, text) = Pair(field, element);
            if (string.IsNullOrWhiteSpace(text))
                throw Refused($"{field}: there is no text in it.");
            if (Characters(text) is var characters
                && (characters > maxCharacters
                || text.Length > (long)maxCharacters * ReadingLimits.MaxMarkupFactor))
                throw new RefusedException(
                    Refusal.BadRequest(
                        "text_too_long",
                        $"{field}: {characters} characters are too many, at most {maxCharacters} (markup does not count)."));
            if (text.Contains('\0'))
                throw Refused($"{field}: a NUL character cannot be stored.");
            if (Fields.Text(field, title, CreateClip.MaxTitle) is { } refusal)
                throw new RefusedException(refusal with { Code = "invalid_title" });
            elements.Add((title, text));
        }

        return elements;
    }

    /// <summary>Unicode characters outside of tags: good enough until the text is read.</summary>
    public static int Characters(string text)
    {
        var (count, isMarkup, inTag) = (0, text.AsSpan().TrimStart().StartsWith("<"), false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (isMarkup && rune.Value == '<')
                inTag = true;
            else if (inTag)
                inTag = rune.Value != '>';
            else
                count++;
        }

        return count;
    }

    private static (string Title, string Text) Pair(string field, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => ("", element.GetString()!),
        JsonValueKind.Array when element.GetArrayLength() == 2 && element[1].ValueKind == JsonValueKind.String
            && element[0].ValueKind is JsonValueKind.String or JsonValueKind.Null =>
            (element[0].GetString() ?? "", element[1].GetString()!),
        _ => throw Refused($"{field}: a text, or a pair of a title and a text, is needed."),
    };

    private static RefusedException Refused(string message) => new(Refusal.BadRequest("invalid_body", message));
}
