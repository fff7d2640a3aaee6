using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Timbre.Server.Docs.Document;

/// <summary>What stands around the operations: title, keys, sections, and the order of it all.</summary>
internal sealed class DocumentInfo : IOpenApiDocumentTransformer
{
    /// <summary>
    /// The item of a success is there: a generic type cannot say so, and the generator takes it for one that may be null.
    /// </summary>
    private static void NeverNull(IOpenApiSchema success)
    {
        if (success.Properties?.TryGetValue("item", out var item) == true && item.OneOf is [_, var there])
        {
            there.Description = "The thing itself."; // what is read there is the description of the type
            success.Properties["item"] = there;
        }
    }

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Timbre",
            Version = "2.0.0",
            Description = "Clone a voice from recordings and let it speak. Compatible with the Resemble \"v2\" API.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Sections.Titles.Select(title => new OpenApiTag { Name = title }));
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An account's key: `Authorization: Bearer KEY`."
            },
            ["token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "Authorization",
                Description = "The same key as the SDKs send it: `Authorization: Token token=KEY`."
            },
            ["accessToken"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "x-access-token",
                Description = "The same key as the SDKs send it when they speak: `x-access-token: KEY`."
            },
            ["operator"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The operator's key, which the first start left in the data folder as `operator.key`."
            },
        };
        foreach (var (name, schema) in components.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (name.EndsWith("Item", StringComparison.Ordinal))
                NeverNull(schema);
            JoinLines(schema);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Descriptions on one line each: the framework's generator keeps the line breaks of doc comments. References are not followed.
    /// </summary>
    private static void JoinLines(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchemaReference { Reference: { Description: { } beside } reference })
            reference.Description = DocComments.OnOneLine(beside);
        if (schema is not OpenApiSchema own)
            return;
        own.Description = own.Description is { } text ? DocComments.OnOneLine(text) : null;
        foreach (var part in (own.Properties?.Values ?? []).Concat(own.OneOf ?? []).Append(own.Items).OfType<IOpenApiSchema>())
            JoinLines(part);
    }
}
