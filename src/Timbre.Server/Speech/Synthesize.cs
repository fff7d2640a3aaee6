using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.Text;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Voices;

namespace Timbre.Server.Speech;

/// <summary>POST /synthesize: text in, a whole WAV out, in base 64.</summary>
internal static class Synthesize
{
    public sealed record Request(string? VoiceUuid, string? Data, string? Title, string? Precision, string? OutputFormat, int? SampleRate, int? Seed);

    /// <summary>Flat, as the API has it.</summary>
    public sealed record Response(
        bool Success, string AudioContent, Timestamps AudioTimestamps, double Duration, double SynthDuration, IReadOnlyList<string> Issues,
        string OutputFormat, int SampleRate, int Seed, string? Title);

    public sealed record Timestamps(
        IReadOnlyList<string> GraphChars, IReadOnlyList<double[]> GraphTimes, IReadOnlyList<string> PhonChars, IReadOnlyList<double[]> PhonTimes);

    private const int DefaultRateHz = 48_000;
    private static readonly int[] Rates = [8000, 16000, 22050, 24000, 32000, 44100, 48000];

    public static void Map(IEndpointRouteBuilder root) => root.MapPost("/synthesize", Handle).WithName(nameof(Synthesize));

    /// <summary>The same under the API's own prefix, so that one base URL serves for everything.</summary>
    public static void MapUnderApi(IEndpointRouteBuilder api) => api.MapPost("/synthesize", Handle);

    private static async Task<IResult> Handle(
        Request request, Account account, VoiceTable voices, Narrator narrator, Settings settings, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request, settings) is { } refusal)
            return refusal.ToResult();
        if (await voices.Find(account.Id, request.VoiceUuid!, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();

        var started = time.GetTimestamp();
        var script = narrator.Read("data", request.Data!, ReadingOptions.None);
        var seed = request.Seed ?? script.Seed ?? Random.Shared.Next();
        var phrases = await narrator.Speak(voice, script, seed, ct).ToListAsync(ct);

        var rateHz = request.SampleRate ?? DefaultRateHz;
        var clip = Join(phrases, rateHz);
        var wav = WavWriter.ToBytes(clip, Encoding(request.Precision)!.Value);
        return Results.Json(
            new Response(true, Convert.ToBase64String(wav), Times(phrases), clip.Seconds, time.GetElapsedTime(started).TotalSeconds, script.Issues, "wav", rateHz, seed, request.Title),
            Wire.Options);
    }

    private static Refusal? Refuse(Request request, Settings settings) =>
        string.IsNullOrWhiteSpace(request.VoiceUuid) ? Refusal.BadRequest("invalid_voice_uuid", "voice_uuid: the uuid of a finished voice is needed.")
        : string.IsNullOrWhiteSpace(request.Data) ? Refusal.BadRequest("invalid_data", "data: the text to be spoken is needed.")
        : request.Data.Length > settings.Limits.MaxSpeechCharacters
            ? Refusal.BadRequest("text_too_long", $"data: {request.Data.Length} characters are too many, at most {settings.Limits.MaxSpeechCharacters}.")
        : request.Data.TrimStart().StartsWith('<') ? Refusal.BadRequest("ssml_not_supported", "data: SSML is not spoken yet; send plain text.")
        : request.OutputFormat is not (null or "wav") ? Refusal.BadRequest("invalid_output_format", "output_format: only wav is made yet.")
        : request.SampleRate is { } rate && !Rates.Contains(rate) ? Refusal.BadRequest("invalid_sample_rate", $"sample_rate: one of {string.Join(", ", Rates)}.")
        : Encoding(request.Precision) is null ? Refusal.BadRequest("invalid_precision", "precision: one of PCM_16, PCM_24, PCM_32, MULAW.")
        : null;

    private static WavEncoding? Encoding(string? precision) => precision?.ToUpperInvariant() switch
    {
        null or "PCM_32" => WavEncoding.Pcm32,
        "PCM_24" => WavEncoding.Pcm24,
        "PCM_16" => WavEncoding.Pcm16,
        "MULAW" => WavEncoding.MuLaw,
        _ => null,
    };

    private static Clip Join(List<SpokenPhrase> phrases, int rateHz)
    {
        var whole = new Clip([.. phrases.SelectMany(phrase => phrase.Sound.Samples)], VoiceEngine.SpeechRateHz);
        return rateHz == whole.RateHz ? whole : Audio.Filters.Resampler.Convert(whole, rateHz);
    }

    /// <summary>Letters and phones as synthesised, in seconds from the start.</summary>
    private static Timestamps Times(List<SpokenPhrase> phrases)
    {
        var graphs = new List<string>();
        var graphTimes = new List<double[]>();
        var phones = new List<string>();
        var phoneTimes = new List<double[]>();
        var start = 0.0;
        foreach (var phrase in phrases)
        {
            graphs.AddRange(phrase.Graphs.Select(graph => graph.Text));
            graphTimes.AddRange(phrase.Graphs.Select(graph => new[] { start + graph.StartSeconds, start + graph.EndSeconds }));
            phones.AddRange(phrase.Phones.Select(phone => phone.Ipa));
            phoneTimes.AddRange(phrase.Phones.Select(phone => new[] { start + phone.StartSeconds, start + phone.EndSeconds }));
            start += phrase.Sound.Seconds;
        }

        return new Timestamps(graphs, graphTimes, phones, phoneTimes);
    }
}
