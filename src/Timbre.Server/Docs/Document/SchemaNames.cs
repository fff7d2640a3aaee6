using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Timbre.Server.Http;

namespace Timbre.Server.Docs.Document;

/// <summary>
/// What a type is called in the document: Voice for VoiceView, CreateVoiceRequest for CreateVoice.Request, VoicePage for its list.
/// </summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null
            ? null
            : Of(type.Type);

    private static string Of(Type type)
    {
        if (type.IsGenericType)
        {
            var inner = Of(type.GetGenericArguments()[0]);
            return type.GetGenericTypeDefinition() switch
            {
                var item when item == typeof(ItemBody<>) => inner + "Item",
                var page when page == typeof(PageBody<>) => inner + "Page",
                var all when all == typeof(AllBody<>) => inner + "List",
                _ => type.Name.Split('`')[0] + inner,
            };
        }

        return type == typeof(ErrorBody) ? "Error" : type == typeof(DoneBody) ? "Done"
            : type.DeclaringType is { } owner ? Of(owner) + (type.Name == "View" ? "" : type.Name)
            : type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4]
            : type.Name;
    }
}
