using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Timbre.Server.Http;

/// <summary>What a handler returns: an item, or a refusal.</summary>
public sealed class Answer<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _item;
    private readonly Refusal? _refusal;
    private readonly string? _message;

    private Answer(T? item, Refusal? refusal, string? message) => (_item, _refusal, _message) = (item, refusal, message);

    public static implicit operator Answer<T>(T item) => new(item, null, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal, null);

    /// <summary>The item with a sentence beside it.</summary>
    public static Answer<T> With(T item, string? message) => new(item, null, message);

    public Task ExecuteAsync(HttpContext httpContext) => _refusal is null
        ? Results.Json(new ItemBody<T>(true, _item!, _message), Wire.Options).ExecuteAsync(httpContext)
        : _refusal.ToResult().ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(ItemBody<T>), ["application/json"]));
}

/// <summary>One object on the wire.</summary>
/// <param name="Success">true.</param>
/// <param name="Item">The thing itself.</param>
/// <param name="Message">A hint for people, where there is one.</param>
public sealed record ItemBody<T>(
    bool Success,
    T Item,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null);

/// <summary>Done, and there is nothing to show for it.</summary>
/// <param name="Success">true.</param>
/// <param name="Message">What was done, for people.</param>
public sealed record DoneBody(
    bool Success,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null)
{
    public static IResult Of(string? message = null) => Results.Json(new DoneBody(true, message), Wire.Options);
}
