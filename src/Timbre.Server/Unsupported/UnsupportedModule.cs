using Timbre.Server.Http;

namespace Timbre.Server.Unsupported;

/// <summary>
/// What the original API documents and this server does not do: answered by name, so that a client is not left with a riddle.
/// </summary>
internal static class UnsupportedModule
{
    /// <summary>
    /// The documented routes, by what they are for. Whatever else lies below the first part of such a path is answered alike.
    /// </summary>
    internal static IReadOnlyList<(string What, string[] Routes)> Known { get; } =
    [
        ("Edits of a recording's words", ["GET /edit", "POST /edit", "GET /edit/{uuid}"]),
        ("Detection of made speech", ["POST /detect", "GET /detect/{uuid}", "POST /text_detect"]),
        ("Uploads for detection", ["POST /secure_uploads"]),
        ("Analysis of a recording's content", ["POST /intelligence"]),
        ("Identities of speakers", ["GET /identity", "POST /identity"]),
        ("Watermarks", ["POST /watermark/apply", "POST /watermark/detect"]),
        ("Enhancement of recordings", ["GET /audio_enhancements", "POST /audio_enhancements", "GET /audio_enhancements/{uuid}"]),
        ("Presets of voice settings",
            [
                "GET /voice_settings_presets", "POST /voice_settings_presets", "GET /voice_settings_presets/{uuid}",
                "PUT /voice_settings_presets/{uuid}", "DELETE /voice_settings_presets/{uuid}"
            ]),
        ("Voices designed from a description",
            ["GET /voice-design", "POST /voice-design", "POST /voice-design/{uuid}/{index}/create_rapid_voice"]),
        ("Pronunciations from recordings (phonemes and term substitutions are there)",
            [
                "GET /pronunciations", "POST /pronunciations", "POST /pronunciations/bulk", "GET /pronunciations/{uuid}",
                "PATCH /pronunciations/{uuid}", "DELETE /pronunciations/{uuid}"
            ]),
        ("Transcription of recordings",
            [
                "GET /speech-to-text", "POST /speech-to-text", "GET /speech-to-text/{uuid}", "DELETE /speech-to-text/{uuid}",
                "POST /speech-to-text/{uuid}/ask"
            ]),
        ("Accounts, teams and billing (the operator's command line has accounts and keys)",
            ["GET /account", "GET /account/teams", "GET /account/billing_usage"]),
        ("Agents that talk", ["GET /agents", "POST /agents"]),
        ("Telephone numbers", ["GET /phone_numbers", "POST /phone_numbers"]),
        ("Knowledge of agents", ["GET /knowledge_items", "POST /knowledge_items"]),
        ("Signal", ["POST /signal"]),
        ("Duet", ["POST /duet"]),
    ];

    public static void MapUnsupported(this IEndpointRouteBuilder api)
    {
        foreach (var (what, routes) in Known)
        {
            foreach (var route in routes)
            {
                var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
                Describe(api.MapMethods(path, [method], Handle), what).WithSummary($"{what}: not done by this server.")
                    .WithName(Name(method, path));
            }

            foreach (var root in routes.Select(route => route.Split('/')[1]).Distinct())
                Describe(api.Map($"/{root}/{{**rest}}", Handle).WithOrder(1), what).ExcludeFromDescription();
        }
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string what) =>
        route.WithMetadata(new Purpose(what)).Refuses(501);

    private static RefusalResult Handle(HttpContext context)
    {
        var what = context.GetEndpoint()!.Metadata.GetRequiredMetadata<Purpose>().What;
        return new Refusal(501, "not_supported", $"{what}: this server does not do that. README lists what it does.").ToResult();
    }

    /// <summary>GET /audio_enhancements/{uuid} is GetAudioEnhancementsUuid.</summary>
    private static string Name(string method, string path) => string.Concat(
        $"{method}/{path}".Split('/', '_', '-', '{', '}').Where(word => word.Length > 0)
            .Select(word => char.ToUpperInvariant(word[0]) + (word == method ? word[1..].ToLowerInvariant() : word[1..])));

    private sealed record Purpose(string What);
}
