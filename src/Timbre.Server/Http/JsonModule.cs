using System.Text.Json.Serialization.Metadata;

namespace Timbre.Server.Http;

/// <summary>Adds a slice's serializers, generated at compile time, to those of requests and answers.</summary>
internal static class JsonModule
{
    public static IServiceCollection AddJson(this IServiceCollection to, IJsonTypeInfoResolver generated) =>
        to.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, generated));
}
