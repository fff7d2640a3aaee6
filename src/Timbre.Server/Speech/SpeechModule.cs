using Timbre.Models.Alignment;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;
using Timbre.Server.Configuration;
using Timbre.Server.Http;
using Timbre.Server.Speech.Caching;
using Timbre.Server.Speech.OpenAi;
using Timbre.Server.Speech.Socket;
using Timbre.Text;

namespace Timbre.Server.Speech;

/// <summary>Finished voices say things.</summary>
internal static class SpeechModule
{
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(30);

    public static void AddSpeech(this IServiceCollection to, SettingsReader settings) => to
        .AddJson(SpeechJson.Default)
        .AddSingleton(settings.Limits<SpeechLimits>())
        .AddSingleton(EngineWith(Vocoder(settings.Text("TIMBRE_VOCODER"))))
        .AddSingleton(new ScriptReader(InstalledLexicon.English))
        .AddSingleton<PhraseCache>()
        .AddSingleton<VoiceModels>()
        .AddSingleton<SpeechSynthesizer>()
        .AddSingleton<SpeechPreparation>()
        .AddSingleton<SynthesisLimiter>()
        .AddSingleton<SpeechMetrics>()
        .AddSingleton<SocketRequests>()
        .AddSingleton<OpenSockets>()
        .AddSingleton<VoiceLookup>()
        .AddSpeechCompression();

    private static Func<IServiceProvider, VoiceEngine> EngineWith(VocoderKind vocoder) =>
        services => new VoiceEngine(services.GetRequiredService<Encoder>(), vocoder);

    private static VocoderKind Vocoder(string? text) => text?.ToLowerInvariant() switch
    {
        null => VoiceEngine.DefaultVocoder,
        "neural" => VocoderKind.Neural,
        "parametric" => VocoderKind.Parametric,
        _ => throw new SettingException("TIMBRE_VOCODER", $"\"{text}\" is not a vocoder; there are neural and parametric."),
    };

    /// <summary>Ahead of the keys: a stranger, too, is told over the socket.</summary>
    public static void UseSockets(this WebApplication app) =>
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAliveInterval });

    /// <summary>What is read and not said.</summary>
    public static void MapReading(this IEndpointRouteBuilder api) => ReadText.Map(api);

    /// <summary>Speech as OpenAI's API has it. What this server's own API has of it, Hosting maps.</summary>
    public static void MapOpenAi(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        CreateSpeech.Map(v1);
        ListModels.Map(v1);
        ListSpeakers.Map(v1);
    }
}
