using System.Diagnostics.CodeAnalysis;

namespace Timbre.Server.Http;

/// <summary>
/// What a route tells the documentation beyond its handler's types and comments: metadata that nothing reads while serving.
/// </summary>
internal static class RouteDescription
{
    /// <summary>A JSON body that can be sent as it stands.</summary>
    public static TBuilder WithExample<TBuilder>(
        this TBuilder route, [StringSyntax(StringSyntaxAttribute.Json)] string json) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestExample(json));

    /// <summary>A body that the handler reads by itself: <paramref name="shape"/> has its fields.</summary>
    public static TBuilder WithBody<TBuilder>(
        this TBuilder route, Type shape, string contentType) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DocumentedBody(shape, contentType));

    /// <summary>Fields that the body needs here, where its record serves other routes too.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, params string[] fields) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequiredFields(fields));

    /// <summary>A query parameter that the handler reads by itself.</summary>
    public static TBuilder WithQuery<TBuilder>(
        this TBuilder route, string name, Type type, string description) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DocumentedQueryParameter(name, type, description));

    /// <summary>The section of the documentation, where it is not that of the handler's folder.</summary>
    public static TBuilder InSection<TBuilder>(this TBuilder route, string title) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DocumentedSection(title));

    /// <summary>Statuses of refusals that do not follow from the route's own shape.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DocumentedRefusals(statuses));

    /// <summary>
    /// What is sent to the address that the field <paramref name="field"/> of the body names, by the names of its occasions.
    /// </summary>
    public static TBuilder Calls<TBuilder>(
        this TBuilder route, Type body, string field,
        params (string Name, string Json)[] examples) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DocumentedCallback(body, field, examples));
}

internal sealed record RequestExample(string Json);

internal sealed record DocumentedBody(Type Type, string ContentType);

internal sealed record RequiredFields(IReadOnlyList<string> Fields);

internal sealed record DocumentedQueryParameter(string Name, Type Type, string Description);

internal sealed record DocumentedSection(string Title);

internal sealed record DocumentedRefusals(IReadOnlyList<int> Statuses);

internal sealed record DocumentedCallback(Type Body, string Field, IReadOnlyList<(string Name, string Json)> Examples);

/// <summary>Shows a field that takes several spellings as the one that a client should send.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class SentAsAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
