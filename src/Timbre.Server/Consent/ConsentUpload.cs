using System.Buffers.Text;
using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Server.Http;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Consent;

/// <summary>Reads the consent of a request: base 64 of a WAV, neither too short nor too long nor silent.</summary>
internal sealed class ConsentUpload(BlobFolder blobs, DiskSpace disk, ConsentLimits limits, RequestLimits requestLimits, TimeProvider time)
{
    /// <summary>What a request's consent turned out to be.</summary>
    /// <param name="Wav">The sound as sent, or null when there was none or it was refused.</param>
    /// <param name="Seconds">Its length.</param>
    /// <param name="Problem">Why it was refused; null when it was not.</param>
    public sealed record Outcome(byte[]? Wav, double Seconds, string? Problem)
    {
        public bool HasAudio => Wav is not null;
    }

    public Outcome Read(JsonElement? consent)
    {
        if (consent is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element)
            return new Outcome(null, 0, null);
        if (element.ValueKind != JsonValueKind.String)
            return Refused("it must be a string: the base-64 encoding of a WAV file.");

        var text = element.GetString()!.Trim();
        if (text.Length == 0)
            return new Outcome(null, 0, null);
        var comma = text.StartsWith("data:", StringComparison.Ordinal) ? text.IndexOf(',') : -1;
        var base64 = text.AsSpan(comma + 1);
        if (base64.Length / 4 * 3L > requestLimits.MaxJsonBytes)
            return Refused("the file is too large.");
        if (!Base64.IsValid(base64))
            return Refused("it is not valid base 64. Encode the whole WAV file, for example with: base64 -w0 consent.wav");

        return Validate(Convert.FromBase64String(base64.ToString()));
    }

    /// <summary>Whether the disk takes its sound, where it has one.</summary>
    public bool HasRoomFor(Outcome consent) => !consent.HasAudio || disk.HasRoomFor(consent.Wav!.Length);

    /// <summary>Stores the sound beside the voice; the row is the caller's to write.</summary>
    public async Task<ConsentRow> Store(string voiceId, Outcome outcome, CancellationToken ct)
    {
        var name = BlobName.New(voiceId, ".wav");
        var sha256 = await blobs.Put(name, new MemoryStream(outcome.Wav!), ct);
        return new ConsentRow
        {
            VoiceId = voiceId,
            Blob = name,
            Sha256 = sha256,
            Seconds = outcome.Seconds,
            Status = ConsentStatus.Unverified,
            CreatedAt = time.GetUtcNow(),
        };
    }

    private Outcome Validate(byte[] wav)
    {
        try
        {
            var clip = WavReader.Read(new MemoryStream(wav), AudioLimits.UpTo(limits.MaxConsentSeconds + 1, wav.Length));
            return clip.Seconds < limits.MinConsentSeconds ? Refused(
                $"it lasts {clip.Seconds:0.0} s, at least {limits.MinConsentSeconds:0.#} s are needed to say the statement.")
                : clip.Seconds > limits.MaxConsentSeconds ? Refused(
                    $"it lasts {clip.Seconds:0.0} s, at most {limits.MaxConsentSeconds:0.#} s are accepted.")
                : AudioProbe.IsSilent(clip) ? Refused("it is silent.")
                : new Outcome(wav, clip.Seconds, null);
        }
        catch (AudioFormatException wrong)
        {
            return Refused($"it is not a WAV file that can be read: {wrong.Message}");
        }
    }

    private static Outcome Refused(string why) => new(null, 0, $"The consent was not accepted: {why}");
}
