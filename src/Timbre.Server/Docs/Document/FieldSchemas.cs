using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Timbre.Server.Http;

namespace Timbre.Server.Docs.Document;

/// <summary>Adds to a type's schema what its comments and attributes say of each field.</summary>
internal sealed class FieldSchemas(DocComments comments) : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if (type.Type == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String; // its converter is ours, and tells nothing of itself
        if (type.Type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        if (type.Kind != JsonTypeInfoKind.Object || schema.Properties is null || context.JsonPropertyInfo is not null)
            return;

        schema.Description ??= comments.Of(type.Type);
        foreach (var field in type.Properties)
        {
            if (!schema.Properties.TryGetValue(field.Name, out var shown) || field.AttributeProvider is not MemberInfo member)
                continue;
            var attributes = Attributes(type.Type, member);
            if (attributes.OfType<SentAsAttribute>().FirstOrDefault() is { } sentAs)
                schema.Properties[field.Name] = shown = await context.GetOrCreateSchemaAsync(sentAs.Type, null, cancellationToken);
            if (shown is OpenApiSchema own)
                Limit(own, attributes);
            shown.Description = comments.Of(member.DeclaringType!, member.Name) ?? shown.Description;
        }

        schema.Required = type.Properties
            .Where(field => IsAlwaysThere(type.Type, field))
            .Select(field => field.Name).ToHashSet();
    }

    /// <summary>In a request, what is marked so; in an answer, every field that is not left out when it is null.</summary>
    private static bool IsAlwaysThere(Type type, JsonPropertyInfo field) => field.AttributeProvider is MemberInfo member
        && (IsRequest(type)
            ? Attributes(type, member).OfType<RequiredAttribute>().Any()
            : member.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null);

    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Name == "Form";

    private static List<Attribute> Attributes(Type type, MemberInfo property) =>
    [
        .. property.GetCustomAttributes(),
        .. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name && parameter.Member.DeclaringType == property.DeclaringType)
            .SelectMany(parameter => parameter.GetCustomAttributes()),
    ];

    private static void Limit(OpenApiSchema schema, List<Attribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case RequiredAttribute when schema.Type is { } type:
                    schema.Type = type & ~JsonSchemaType.Null;
                    break;
                case MaxLengthAttribute max when schema.Type?.HasFlag(JsonSchemaType.Array) == true:
                    schema.MaxItems = max.Length;
                    break;
                case MaxLengthAttribute max:
                    schema.MaxLength = max.Length;
                    break;
                case Base64StringAttribute:
                    schema.Format = "byte";
                    break;
                case UrlAttribute:
                    schema.Format = "uri";
                    break;
                case RangeAttribute range:
                    schema.Minimum = range.Minimum.ToString();
                    schema.Maximum = range.Maximum.ToString();
                    break;
                case AllowedValuesAttribute allowed:
                    schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create(value) as JsonNode)!];
                    break;
                case System.ComponentModel.DefaultValueAttribute otherwise:
                    schema.Default = JsonValue.Create(otherwise.Value);
                    break;
            }
        }
    }
}
