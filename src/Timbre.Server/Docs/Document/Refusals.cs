using Microsoft.OpenApi;
using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Docs.Document;

/// <summary>The refusals that a route can answer with, and the keys that open it.</summary>
internal static class Refusals
{
    public const string Schema = "Error";

    /// <summary>Below <c>/v1</c>.</summary>
    public const string OpenAiSchema = nameof(OpenAiErrorBody);

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["400"] = "Something in the request is wrong: `code` says what to programs, `message` to people.",
        ["401"] = "The key is missing or not valid.",
        ["403"] = "Understood, and not allowed to this key, account or link.",
        ["404"] = "There is no such thing, or it belongs to another account.",
        ["409"] = "It does not fit what is there already.",
        ["413"] = "The body is too large.",
        ["416"] = "The range asked for lies outside the sound.",
        ["426"] = "This opens a WebSocket, and no upgrade was asked for.",
        ["429"] = "Too many requests at once: wait as `Retry-After` says.",
        ["501"] = "The original API documents it, and this server does not do it: `code` is `not_supported`.",
        ["503"] = "The server cannot do it now: try again as `Retry-After` says.",
        ["507"] = "The server's disk is nearly full.",
    };

    public static void AddTo(OpenApiOperation operation, string path, IList<object> metadata, OpenApiDocument document)
    {
        var responses = operation.Responses ??= [];
        var opensByLink = metadata.OfType<AllowSignedLinks>().Any();
        var byOperator = path.StartsWith("/admin/", StringComparison.Ordinal);
        var byKey = AccountModule.IsGuarded(path) && !opensByLink;
        var readsInput = operation.RequestBody is not null
            || operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true;

        var statuses = metadata.OfType<DocumentedRefusals>().SelectMany(refusals => refusals.Statuses).ToHashSet();
        var isNever = statuses.Contains(501);
        if (isNever)
            responses.Clear(); // there is no success to describe
        if (byOperator || byKey)
            statuses.Add(401);
        if (byKey)
            statuses.Add(429);
        if (path.Contains('{') && !isNever)
            statuses.Add(404);
        if (readsInput && !opensByLink)
            statuses.Add(400);
        var shape = RefusalResult.IsForOpenAi(path) ? OpenAiSchema : Schema;
        foreach (var status in statuses.Select(status => status.ToString()))
        {
            responses[status] = new OpenApiResponse
            {
                Description = Meanings[status],
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(shape, document) },
                },
            };
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            operation.Responses[status] = response;
        operation.Security = [.. Schemes().Select(scheme =>
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];

        string[] Schemes() => byOperator ? ["operator"] : byKey ? ["bearer", "token", "accessToken"] : [];
    }
}
