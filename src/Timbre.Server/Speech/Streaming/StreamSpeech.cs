using Timbre.Models.Text;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Voices;

namespace Timbre.Server.Speech.Streaming;

/// <summary>POST /stream: text in, a WAV out whose sound leaves as it is made.</summary>
internal static class StreamSpeech
{
    public sealed record Request(
        string? VoiceUuid, string? ProjectUuid, string? Data, string? Precision, int? SampleRate, bool? WavEncodedTimestamps, int? Seed,
        string? Model, bool? UseHd, bool? ApplyCustomPronunciations);

    public static void Map(IEndpointRouteBuilder root) => root.MapPost("/stream", Handle).WithName(nameof(StreamSpeech));

    /// <summary>The same under a prefix.</summary>
    public static void MapUnder(IEndpointRouteBuilder prefix) => prefix.MapPost("/stream", Handle);

    private static async Task<IResult> Handle(Request request, HttpContext context, Account account, VoiceTable voices, Narrator narrator, CancellationToken ct)
    {
        if (Refuse(request) is { } refusal)
            return refusal.ToResult();
        if (await voices.Find(account.Id, request.VoiceUuid!, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();

        var script = narrator.Read("data", request.Data!, ReadingOptions.None);
        var seed = request.Seed ?? script.Seed ?? Narrator.UsualSeed;
        var (rateHz, encoding) = (request.SampleRate ?? SpeechFormat.UsualRateHz, SpeechFormat.Encoding(request.Precision)!.Value);
        var sound = request.WavEncodedTimestamps == true
            ? SoundStream.TimedWav(await narrator.SpeakTimed(voice, script, seed, ct), rateHz, encoding, ct)
            : SoundStream.Wav(narrator.Speak(voice, script, seed, ct), rateHz, encoding, ct);
        await SoundResponse.Send(context, "audio/wav", [.. script.Issues, .. SpeechFormat.WithoutEffect(request.Model, request.UseHd)], sound);
        return Results.Empty;
    }

    private static Refusal? Refuse(Request request) =>
        SpeechFormat.RefuseText(request.VoiceUuid, request.Data) ?? SpeechFormat.RefuseRate(request.SampleRate) ?? SpeechFormat.RefusePrecision(request.Precision);
}
