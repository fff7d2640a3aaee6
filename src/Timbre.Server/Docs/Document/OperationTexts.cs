using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Timbre.Server.Http;

namespace Timbre.Server.Docs.Document;

/// <summary>
/// Completes an operation: what its handler's comment says, the parameters and bodies that are read by hand, every refusal, the key that
/// opens it.
/// </summary>
internal sealed class OperationTexts(DocComments comments) : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().First();
        var path = "/" + context.Description.RelativePath;

        Name(operation, context, handler);
        operation.Summary ??= Sentence(comments.Of(handler.DeclaringType!));
        operation.Description ??= AtLength(handler.DeclaringType!.Name);
        await AddParameters(operation, context, handler, path, cancellationToken);
        await AddBody(operation, context, metadata, cancellationToken);
        await AddCalls(operation, context, metadata, cancellationToken);
        context.Document!.AddComponent(Refusals.Schema, await context.GetOrCreateSchemaAsync(typeof(ErrorBody), null, cancellationToken));
        context.Document!.AddComponent(
            Refusals.OpenAiSchema, await context.GetOrCreateSchemaAsync(typeof(OpenAiErrorBody), null, cancellationToken));
        Refusals.AddTo(operation, path, metadata, context.Document);
    }

    /// <summary>An operation has one name; the same handler behind another method or path has a name made of it, and says so.</summary>
    private static void Name(OpenApiOperation operation, OpenApiOperationTransformerContext context, MethodInfo handler)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var first = metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
        var method = context.Description.HttpMethod!;
        operation.OperationId = first
            ?? handler.DeclaringType!.Name + "Under"
                + string.Concat(
                    context.Description.RelativePath!.Split('/')[..^1].Select(step => char.ToUpperInvariant(step[0]) + step[1..]));
        var isOtherMethod = metadata.OfType<IHttpMethodMetadata>().First().HttpMethods[0] != method;
        if (isOtherMethod)
            operation.OperationId += "By" + method[0] + method[1..].ToLowerInvariant();
        if (first is null || isOtherMethod)
            operation.AddExtension("x-same-as", new JsonNodeExtension(first ?? handler.DeclaringType!.Name));
        operation.Tags = new HashSet<OpenApiTagReference> { new(Sections.Of(metadata, handler.DeclaringType!), context.Document) };
    }

    /// <summary>"POST /voices: store the voice." is shown beside the method and path, so it becomes "Store the voice.".</summary>
    private static string? Sentence(string? comment)
    {
        if (comment?.IndexOf(": ", StringComparison.Ordinal) is not ({ } colon and > 0) || !comment[..colon].Contains('/'))
            return comment;
        return char.ToUpperInvariant(comment[colon + 2]) + comment[(colon + 3)..];
    }

    private static string? AtLength(string operation)
    {
        using var stream = typeof(OperationTexts).Assembly.GetManifestResourceStream($"operations/{operation}.md");
        return stream is null ? null : new StreamReader(stream).ReadToEnd().Trim();
    }

    private static async Task AddParameters(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, MethodInfo handler, string path, CancellationToken ct)
    {
        var known = operation.Parameters?.Select(parameter => parameter.Name).ToHashSet() ?? [];
        foreach (var name in path.Split('/').Where(step => step.StartsWith('{')).Select(step => step.Trim('{', '}'))
            .Where(name => !known.Contains(name)))
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String }
            });
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()
            .Where(parameter => parameter.In == ParameterLocation.Path))
            parameter.Description ??=
                $"The {(parameter.Name is "id" or "index" ? parameter.Name : "uuid")} of the {Owner(path, parameter.Name!)}.";
        foreach (var query in context.Description.ActionDescriptor.EndpointMetadata.OfType<DocumentedQueryParameter>())
            Add(query.Name, query.Description, await context.GetOrCreateSchemaAsync(query.Type, null, ct));
        if (handler.GetParameters().All(parameter => parameter.ParameterType != typeof(Paging)))
            return;
        Add(
            "page", "Which page, from 1.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000000", Default = 1 });
        Add(
            "page_size", "How many items a page has.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = 10 });

        void Add(string name, string description, IOpenApiSchema schema) =>
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = schema
            });
    }

    /// <summary>voice in /voices/{uuid}.</summary>
    private static string Owner(string path, string parameter)
    {
        var before = path.Split('/').TakeWhile(step => step != $"{{{parameter}}}").Last(step => !step.StartsWith('{'));
        return before.TrimEnd('s').Replace('_', ' ').Replace('-', ' ');
    }

    private static async Task AddBody(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken ct)
    {
        if (metadata.OfType<DocumentedBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [body.ContentType] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, ct) },
                },
            };
        }

        if (metadata.OfType<RequiredFields>().FirstOrDefault() is { } needed && operation.RequestBody?.Content is { } bodies)
        {
            foreach (var media in bodies.Values)
                media.Schema = new OpenApiSchema { AllOf = [media.Schema!], Required = needed.Fields.ToHashSet() };
        }

        if (metadata.OfType<RequestExample>().FirstOrDefault() is { } example && operation.RequestBody?.Content is { } content)
        {
            foreach (var media in content.Values)
                media.Example = JsonNode.Parse(example.Json);
        }
    }

    private async Task AddCalls(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken ct)
    {
        foreach (var call in metadata.OfType<DocumentedCallback>())
        {
            var media = new OpenApiMediaType
            {
                Schema = await context.GetOrCreateSchemaAsync(call.Body, null, ct),
                Examples = call.Examples.ToDictionary(
                    example => example.Name, example => (IOpenApiExample)new OpenApiExample { Value = JsonNode.Parse(example.Json) }),
            };
            var post = new OpenApiOperation
            {
                Summary = Sentence(comments.Of(call.Body)),
                RequestBody = new OpenApiRequestBody
                {
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = media },
                },
                Responses = new OpenApiResponses
                {
                    ["2XX"] = new OpenApiResponse
                    {
                        Description =
                    "Delivered. Anything else is tried again."
                    }
                },
            };
            var item = new OpenApiPathItem();
            item.AddOperation(HttpMethod.Post, post);
            var callback = new OpenApiCallback();
            callback.AddPathItem(RuntimeExpression.Build($"$request.body#/{call.Field}"), item);
            (operation.Callbacks ??= new Dictionary<string, IOpenApiCallback>())[call.Field] = callback;
        }
    }
}
