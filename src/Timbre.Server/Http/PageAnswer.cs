using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Timbre.Server.Http;

/// <summary>What a handler of a list returns: a page, read before or while it is sent, or a refusal.</summary>
internal sealed class PageAnswer<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    private PageAnswer(IResult result) => _result = result;

    public static implicit operator PageAnswer<T>(PageBody<T> page) => new(Results.Json(page));

    public static implicit operator PageAnswer<T>(StreamedPage<T> page) => new(Results.Json(page));

    public static implicit operator PageAnswer<T>(Refusal refusal) => new(refusal.ToResult());

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(PageBody<T>), ["application/json"]));
}
