using System.Text.Json;

namespace Timbre.Server.Http;

/// <summary>How the fields of requests are read, as clients in several languages write them.</summary>
internal static class Fields
{
    /// <summary>The longest address that is told of an end.</summary>
    public const int MaxCallbackUri = 1000;

    /// <summary>A text that is not given, or empty as the documentation's own examples have it, is none.</summary>
    public static string? OrNone(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>
    /// A switch as form fields have it, in any case (Python's <c>True</c>); null when it is neither. What is not given is off.
    /// </summary>
    public static bool? Flag(string? text) => text?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => null,
    };

    /// <summary>The same in JSON: also the words in quotes.</summary>
    public static bool? Flag(JsonElement value) =>
        Flag(value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText());

    /// <summary>The same where it may be missing; only for what <see cref="RefuseFlag"/> has let pass.</summary>
    public static bool Flag(JsonElement? value, bool fallback) => OrNull(value) is { } present ? Flag(present)!.Value : fallback;

    /// <summary>Null in JSON is as good as not given: the Python SDK sends it for what it was not told.</summary>
    public static JsonElement? OrNull(JsonElement? value) =>
        value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } ? value : null;

    public static Refusal? RefuseFlag(string field, JsonElement? value) =>
        OrNull(value) is { } present && Flag(present) is null ? NotAFlag(field) : null;

    public static Refusal NotAFlag(string field) => Refusal.BadRequest($"invalid_{field}", $"{field}: either true or false.");

    /// <summary>A text of at most so many characters, none of which is a control character.</summary>
    public static Refusal? Text(string field, string? text, int max) =>
        text is null ? null
        : text.Length > max ? Refusal.BadRequest($"invalid_{field}", $"{field}: {text.Length} characters are too many, at most {max}.")
        : text.Any(c =>
            char.IsControl(c)
                && c is not ('\t' or '\n'
                    or '\r')) ? Refusal.BadRequest($"invalid_{field}", $"{field}: control characters are not accepted.")
        : null;

    public static Refusal? Address(string field, string? text, int max) =>
        text is null ? null
        : text.Length > max ? Refusal.BadRequest($"invalid_{field}", $"{field}: at most {max} characters.")
        : !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0
            ? Refusal.BadRequest($"invalid_{field}", $"{field}: an http or https address is needed, such as https://example.com/file.")
        : uri.UserInfo.Length > 0 ? Refusal.BadRequest(
            $"invalid_{field}", $"{field}: an address with a user name or password in it is not accepted.")
        : null;
}
