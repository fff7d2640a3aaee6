using Timbre.Audio.Formats;
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

    public static void Map(IEndpointRouteBuilder root) => root.MapPost("/synthesize", Handle).WithName(nameof(Synthesize));

    /// <summary>The same under a prefix.</summary>
    public static void MapUnder(IEndpointRouteBuilder prefix) => prefix.MapPost("/synthesize", Handle);

    private static async Task<IResult> Handle(
        Request request, Account account, VoiceTable voices, Narrator narrator, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request) is { } refusal)
            return refusal.ToResult();
        if (await voices.Find(account.Id, request.VoiceUuid!, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();

        var started = time.GetTimestamp();
        var script = narrator.Read("data", request.Data!, ReadingOptions.None);
        var seed = request.Seed ?? script.Seed ?? Narrator.UsualSeed;
        var phrases = await narrator.Speak(voice, script, seed, ct).ToListAsync(ct);

        var rateHz = request.SampleRate ?? SpeechFormat.UsualRateHz;
        var clip = SpeechOutput.Join(phrases, rateHz);
        var wav = WavWriter.ToBytes(clip, SpeechFormat.Encoding(request.Precision)!.Value);
        return Results.Json(
            new Response(true, Convert.ToBase64String(wav), Timestamps.Of(phrases), clip.Seconds, time.GetElapsedTime(started).TotalSeconds, script.Issues, "wav", rateHz, seed, request.Title),
            Wire.Options);
    }

    private static Refusal? Refuse(Request request) =>
        SpeechFormat.RefuseText(request.VoiceUuid, request.Data)
        ?? (request.Data!.TrimStart().StartsWith('<') ? Refusal.BadRequest("ssml_not_supported", "data: SSML is not spoken yet; send plain text.") : null)
        ?? (request.OutputFormat is not (null or "wav") ? Refusal.BadRequest("invalid_output_format", "output_format: only wav is made yet.") : null)
        ?? SpeechFormat.RefuseRate(request.SampleRate) ?? SpeechFormat.RefusePrecision(request.Precision);
}
