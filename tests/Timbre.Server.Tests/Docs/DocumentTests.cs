using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Docs.Document;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Docs;

public sealed class DocumentTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string HowToUpdate = "Run ./run.sh openapi and commit src/Timbre.Server/Docs/openapi.json.";
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete"];

    [Fact]
    public async Task The_document_in_the_assembly_is_the_one_that_the_routes_make()
    {
        var server = shared.Server;
        var served = await server.Http.GetStringAsync("/openapi.json");
        Assert.True(
            served == await DocumentText.Generate(server.Services, CancellationToken.None),
            $"The routes have changed and the document has not. {HowToUpdate}");
    }

    [Fact]
    public async Task Every_route_is_in_the_document_and_the_document_names_no_other()
    {
        var server = shared.Server;
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint =>
                endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} {Path(endpoint)}"));
        var described = Operations(await Document(server)).Select(operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}")
            .ToList();

        Assert.True(described.Count > 30, $"Only {described.Count} operations are described.");
        Assert.True(
            routes.ToHashSet().SetEquals(described),
            $"Only in one of the two: {string.Join(", ", routes.Except(described).Concat(described.Except(routes)))}. {HowToUpdate}");
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_what_it_takes_and_what_it_answers()
    {
        var server = shared.Server;
        var document = await Document(server);
        var silent = new List<string>();
        foreach (var (path, method, operation) in Operations(document))
        {
            var name = $"{method} {path}";
            Note(operation.TryGetProperty("summary", out _), $"{name}: summary");
            var parameters = operation.TryGetProperty("parameters", out var some) ? some.EnumerateArray().ToList() : [];
            foreach (var parameter in parameters)
                Note(
                    parameter.TryGetProperty("description", out _) && parameter.TryGetProperty("schema", out _),
                    $"{name}: {parameter.Text("name")}");
            foreach (var place in path.Split('/').Where(step => step.StartsWith('{')))
                Note(parameters.Any(parameter => $"{{{parameter.Text("name")}}}" == place), $"{name}: {place}");
            if (operation.TryGetProperty("requestBody", out var body))
            {
                foreach (var media in body.GetProperty("content").EnumerateObject().Where(media => media.Name != "application/x-tar"))
                    Note(media.Value.TryGetProperty("example", out _), $"{name}: example");
            }

            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            Note(answers.Any(answer => answer.Name[0] is '1' or '2' || answer.Name == "501"), $"{name}: success");
            foreach (var answer in answers.Where(answer => answer.Name != "101"))
                Note(answer.Value.TryGetProperty("content", out _), $"{name}: the shape of {answer.Name}");
        }

        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            foreach (var field in schema.Value.TryGetProperty("properties", out var fields) ? fields.EnumerateObject() : default)
                Note(
                    field.Value.TryGetProperty("$ref", out _)
                        || field.Value.ToString().Contains("\"description\"", StringComparison.Ordinal),
                    $"{schema.Name}.{field.Name}: a <param> comment of its record");
        }

        Assert.Empty(silent);

        void Note(bool said, string what)
        {
            if (!said)
                silent.Add(what);
        }
    }

    [Fact]
    public async Task Every_refusal_has_the_shape_of_errors()
    {
        var server = shared.Server;
        var document = await Document(server);
        foreach (var (path, method, operation) in Operations(document))
        {
            foreach (var answer in operation.GetProperty("responses").EnumerateObject()
                .Where(answer => answer.Name[0] is '4' or '5' && path != "/health/ready"))
                Assert.True(
                    answer.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema")
                        .Text("$ref") == (path.StartsWith("/v1/", StringComparison.Ordinal)
                        ? "#/components/schemas/OpenAiErrorBody"
                        : "#/components/schemas/Error"),
                    $"{method} {path}: {answer.Name}");
        }

        using var refused = await server.Http.GetAsync("/api/v2/voices/nobody");
        var error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        var shape = document.GetProperty("components").GetProperty("schemas").GetProperty("Error");
        Assert.Equal(
            shape.GetProperty("required").EnumerateArray().Select(field => field.GetString()).Order(),
            error.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_name_is_used_once()
    {
        var server = shared.Server;
        var document = await Document(server);
        foreach (var reference in References(document))
        {
            var place = document;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                Assert.True(place.TryGetProperty(step, out place), $"{reference} leads nowhere.");
        }

        var names = Operations(document).Select(operation => operation.Operation.Text("operationId")).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    internal static async Task<JsonElement> Document(TestServer server) =>
        JsonDocument.Parse(await server.Http.GetStringAsync("/openapi.json")).RootElement;

    internal static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where Methods.Contains(method.Name)
        select (path.Name, method.Name, method.Value);

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(field => field.Name == "$ref" ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
