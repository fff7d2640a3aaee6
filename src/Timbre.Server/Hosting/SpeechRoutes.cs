using Timbre.Server.Clips;
using Timbre.Server.Speech;
using Timbre.Server.Speech.Socket;
using Timbre.Server.Speech.Streaming;

namespace Timbre.Server.Hosting;

/// <summary>Direct and streamed speech, at the root and under each prefix, so that one base URL serves clients for everything.</summary>
/// <remarks>The slices do not map these themselves: the document lists the routes in this order, and they belong to two slices.</remarks>
internal static class SpeechRoutes
{
    private static readonly string[] Prefixes = ["/api/v2", "/api", "/v2"];

    public static void MapSpeech(this WebApplication app)
    {
        app.UseSpeechCompression();
        Synthesize.Map(app);
        StreamSpeech.Map(app);
        SpeechSocket.Map(app);
        foreach (var prefix in Prefixes)
        {
            var group = app.MapGroup(prefix);
            Synthesize.MapUnder(group);
            StreamSpeech.MapUnder(group);
            SpeechSocket.MapUnder(group);
        }

        app.MapOpenAi();
    }
}
