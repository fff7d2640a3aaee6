using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Models.Voices;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Speech.Streaming;

namespace Timbre.Server.Speech.Socket;

/// <summary>Answers one message of a socket: sound and its end, or an error.</summary>
internal sealed class SocketRequests(SpeechPreparation preparation, SpeechLimits limits, ILogger<SocketRequests> log)
{
    public sealed record Request(
        string? VoiceUuid, string? ProjectUuid, string? Data, long? RequestId, bool? BinaryResponse, string? OutputFormat, int? SampleRate,
        string? Precision, bool? NoAudioHeader, int? Seed, string? Model, bool? UseHd,
        bool? ApplyCustomPronunciations) : ISpeechFields;

    /// <summary>Room for the longest text, marked up and escaped.</summary>
    public int MaxBytes => (int)Math.Min((64 << 10) + (40L * limits.MaxSpeechCharacters), 16 << 20);

    /// <summary>Answers it.</summary>
    /// <param name="message">JSON.</param>
    /// <param name="nextId">The number of this request if it brings none.</param>
    /// <param name="account">Who asks.</param>
    /// <param name="to">Where the answer goes.</param>
    /// <param name="ct">Cancelled when nobody listens any more.</param>
    /// <returns>The next request's number.</returns>
    public async Task<long> Answer(byte[] message, long nextId, Account account, SocketWriter to, CancellationToken ct)
    {
        long? id = null;
        try
        {
            var request = JsonSerializer.Deserialize<Request>(message, Wire.Options) ?? throw new JsonException("null");
            id = request.RequestId ?? nextId;
            await Speak(request, id.Value, account, to, ct);
        }
        catch (JsonException wrong)
        {
            var field = wrong.Path?.TrimStart('$', '.');
            await Refuse(
                Refusal.BadRequest(
                    "invalid_json",
                    string.IsNullOrEmpty(field) ? "The message is not a JSON object." : $"{field}: the value has the wrong type."));
        }
        catch (RefusedException refused)
        {
            await Refuse(refused.Refusal);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or System.Net.WebSockets.WebSocketException))
        {
            log.LogError(failure, "Speaking on a socket failed");
            await Refuse(new Refusal(500, "internal_error", "Something went wrong here, and it is not your fault."));
        }

        return (id ?? nextId) + 1;

        Task Refuse(Refusal refusal) => to.Json(ErrorMessage.Of(refusal, id), ct);
    }

    private async Task Speak(Request request, long id, Account account, SocketWriter to, CancellationToken ct)
    {
        var speech = await preparation.Prepare(SpeechRequest.Of(account, request), RefuseFormat(request.OutputFormat), ct);
        var times = new TimestampTap();
        await foreach (var block in Sound(request, speech, times.PassThrough(speech.Speak(ct), ct), ct))
        {
            if (request.BinaryResponse == true)
                await to.Binary(block, ct);
            else
                await to.Json(new AudioMessage("audio", block.ToArray(), times.Drain(), speech.RateHz, id), ct);
        }

        await to.Json(new AudioEndMessage("audio_end", id, speech.Issues), ct);
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> Sound(
        Request request, PreparedSpeech speech, IAsyncEnumerable<PhraseStretch> stretches, CancellationToken ct) =>
        IsMp3(request.OutputFormat)
            ? AudioEncoder.Encode(SoundStream.Samples(stretches, speech.RateHz, ct), speech.RateHz, CompressedFormat.Mp3, ct)
        : request.NoAudioHeader == true ? SoundStream.Pcm(stretches, speech.RateHz, speech.Encoding, ct)
        : SoundStream.Wav(stretches, speech.RateHz, speech.Encoding, ct);

    private static Refusal? RefuseFormat(string? outputFormat) =>
        outputFormat is null || IsMp3(outputFormat) || outputFormat.Equals("wav", StringComparison.OrdinalIgnoreCase)
            ? null
            : Refusal.BadRequest("invalid_output_format", "output_format: wav or mp3.");

    private static bool IsMp3(string? format) => "mp3".Equals(format, StringComparison.OrdinalIgnoreCase);
}
