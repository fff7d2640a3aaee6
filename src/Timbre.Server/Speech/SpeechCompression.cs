using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Timbre.Server.Speech;

/// <summary>Compresses the JSON of direct speech for those who ask for it with Accept-Encoding: br, gzip or deflate.</summary>
/// <remarks>Also over TLS: there is no secret of a third party in the answer that its size could betray (BREACH).</remarks>
internal static class SpeechCompression
{
    public static IServiceCollection AddSpeechCompression(this IServiceCollection to) => to.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/json"];
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
        options.Providers.Add<Deflate>();
    });

    public static void UseSpeechCompression(this WebApplication app) => app.UseWhen(
        context => context.GetEndpoint()?.Metadata.GetMetadata<Compressible>() is not null,
        direct => direct.UseResponseCompression());

    /// <summary>HTTP's "deflate" is zlib's format (RFC 9110, 8.4.1.2).</summary>
    private sealed class Deflate : ICompressionProvider
    {
        public string EncodingName => "deflate";

        public bool SupportsFlush => true;

        public Stream CreateStream(Stream outputStream) => new ZLibStream(outputStream, CompressionLevel.Fastest, leaveOpen: true);
    }
}

/// <summary>Marks an endpoint whose answers are compressed when that is asked for.</summary>
internal sealed class Compressible
{
    public static Compressible Instance { get; } = new();
}
