using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Speech.Streaming;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>POST /v1/audio/speech, as OpenAI's API has it: text in, sound out as it is made. Chat and reading programs call this.</summary>
internal static class CreateSpeech
{
    /// <param name="Model">Any name: a voice speaks with its own model.</param>
    /// <param name="Input">What is to be said, plain text or SSML; at most 3000 characters, markup not counted.</param>
    /// <param name="Voice">A finished voice's uuid or name, as it is or as <c>{"id": ...}</c>.</param>
    /// <param name="Instructions">Without effect: a voice speaks as its speaker does.</param>
    /// <param name="ResponseFormat">The kind of sound; <c>pcm</c> is 24 kHz, 16 bits, without a header.</param>
    /// <param name="Speed">1 is the speaker's own.</param>
    /// <param name="StreamFormat"><c>sse</c> sends the sound in server-sent events.</param>
    public sealed record Request(
        string? Model,
        [Required] string? Input,
        [Required, SentAs(typeof(string))] JsonElement? Voice,
        string? Instructions,
        [AllowedValues("mp3", "opus", "aac", "flac", "wav", "pcm"), DefaultValue("mp3")] string? ResponseFormat,
        [Range(0.25, 4.0), DefaultValue(1.0)] double? Speed,
        [AllowedValues("audio", "sse"), DefaultValue("audio")] string? StreamFormat);

    /// <summary>What OpenAI's sound is sampled at.</summary>
    private const int RateHz = 24_000;

    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/audio/speech", Handle).WithName(nameof(CreateSpeech))
        .WithExample(
            """{"model":"timbre","voice":"Ada","input":"Nobody ever recorded this sentence.","response_format":"mp3","speed":1.0}""")
        .Produces<Stream>(200, "audio/mpeg", "audio/ogg", "audio/aac", "audio/flac", "audio/wav", "audio/pcm", "text/event-stream")
        .Refuses(404, 409);

    private static async Task<StreamAnswer> Handle(
        Request request, Account account, VoiceLookup lookup, SpeechPreparation preparation, CancellationToken ct)
    {
        if (Refuse(request) is { } refusal)
            return refusal;

        var voice = await lookup.Find(account.Id, NameOf(request.Voice)!, ct);
        var asked = new SpeechRequest(account.Id, "input", request.Input) { SampleRate = RateHz, Precision = "PCM_16" };
        var speech = await preparation.Read(asked, voice, ct);
        speech = speech with { Script = SpeechSpeed.Of(speech.Script, request.Speed ?? 1) };
        var (contentType, sound) = Sound(request.ResponseFormat ?? "mp3", speech, ct)!.Value;
        if (request.StreamFormat == "sse")
            (contentType, sound) = ("text/event-stream", SpeechEvents.Of(sound, ct));
        return StreamAnswer.Of(
            context => SoundResponse.Send(context, contentType, [.. speech.Issues, .. WithoutEffect(request)], sound));
    }

    private static Refusal? Refuse(Request request) =>
        string.IsNullOrWhiteSpace(request.Input) ? Refusal.BadRequest("invalid_input", "input: the text to be spoken is needed.")
        : string.IsNullOrWhiteSpace(NameOf(request.Voice)) ? Refusal.BadRequest(
            "invalid_voice", "voice: the uuid or the name of a finished voice is needed.")
        : request.Speed is { } speed && !(speed is >= 0.25 and <= 4) ? Refusal.BadRequest("invalid_speed", "speed: 0.25 to 4.")
        : request.StreamFormat is not (null or "audio"
            or "sse") ? Refusal.BadRequest("invalid_stream_format", "stream_format: audio or sse.")
        : request.ResponseFormat is not (null or "mp3" or "opus" or "aac" or "flac" or "wav"
            or "pcm") ? Refusal.BadRequest("invalid_response_format", "response_format: one of mp3, opus, aac, flac, wav, pcm.")
        : null;

    private static string? NameOf(JsonElement? voice) => voice switch
    {
        { ValueKind: JsonValueKind.String } name => name.GetString(),
        { ValueKind: JsonValueKind.Object } named when named.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String =>
            id.GetString(),
        _ => null,
    };

    private static (string ContentType, IAsyncEnumerable<ReadOnlyMemory<byte>> Sound)? Sound(
        string format, PreparedSpeech speech, CancellationToken ct)
    {
        var stretches = speech.Speak(ct);
        return format switch
        {
            "mp3" => ("audio/mpeg", Compressed(CompressedFormat.Mp3)),
            "opus" => ("audio/ogg", Compressed(CompressedFormat.Opus)),
            "aac" => ("audio/aac", Compressed(CompressedFormat.Aac)),
            "flac" => ("audio/flac", Compressed(CompressedFormat.Flac)),
            "wav" => ("audio/wav", SoundStream.Wav(stretches, speech.RateHz, speech.Encoding, ct)),
            "pcm" => ("audio/pcm", SoundStream.Pcm(stretches, speech.RateHz, speech.Encoding, ct)),
            _ => null,
        };

        IAsyncEnumerable<ReadOnlyMemory<byte>> Compressed(CompressedFormat compressed) =>
            AudioEncoder.Encode(SoundStream.Samples(stretches, speech.RateHz, ct), speech.RateHz, compressed, ct);
    }

    private static IEnumerable<string> WithoutEffect(Request request) =>
        string.IsNullOrWhiteSpace(request.Instructions) ? [] : ["instructions: a voice speaks as its speaker does; they have no effect."];
}
