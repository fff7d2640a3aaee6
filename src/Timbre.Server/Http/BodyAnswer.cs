using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Timbre.Server.Http;

/// <summary>What a handler returns whose body is flat: the whole body, or a refusal.</summary>
internal sealed class BodyAnswer<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private BodyAnswer(IResult result) => _result = result;

    public static implicit operator BodyAnswer<T>(T body) => new(Results.Json(body));

    public static implicit operator BodyAnswer<T>(Refusal refusal) => new(refusal.ToResult());

    /// <summary>The body with a status of its own.</summary>
    public static BodyAnswer<T> With(T body, int status) => new(Results.Json(body, statusCode: status));

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), ["application/json"]));
}
