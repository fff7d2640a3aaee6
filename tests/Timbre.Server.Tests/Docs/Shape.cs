using System.Text.Json;

namespace Timbre.Server.Tests.Docs;

/// <summary>
/// Whether a value is what a schema of the document says: its types, every required field, and no field that the schema does not know.
/// </summary>
internal sealed class Shape(JsonElement document)
{
    /// <summary>What does not fit, each with its place; empty when all does.</summary>
    public IEnumerable<string> Misfits(JsonElement schema, JsonElement value, string place = "answer")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Misfits(
                document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value,
                place);
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Any(choice => !Misfits(choice, value, place).Any()) ? [] : [$"{place}: fits none of {choices}"];
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value))
            && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            return [$"{place}: {TypeOf(value)} in the place of {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, i) => Misfits(items, item, $"{place}[{i}]")),
            JsonValueKind.Object when schema.TryGetProperty("properties", out var fields) => OfObject(schema, fields, value, place),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement schema, JsonElement fields, JsonElement value, string place)
    {
        foreach (var field in schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Select(name => name.GetString()!)
            : [])
        {
            if (!value.TryGetProperty(field, out _))
                yield return $"{place}.{field}: missing";
        }

        foreach (var field in value.EnumerateObject())
        {
            if (!fields.TryGetProperty(field.Name, out var known))
                yield return $"{place}.{field.Name}: not in the document";
            foreach (var misfit in known.ValueKind == JsonValueKind.Object ? Misfits(known, field.Value, $"{place}.{field.Name}") : [])
                yield return misfit;
        }
    }

    private static IEnumerable<string?> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()) : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        _ => "null",
    };
}
