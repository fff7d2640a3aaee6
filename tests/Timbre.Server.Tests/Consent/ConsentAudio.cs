using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Consent;

/// <summary>People who say the statement: recordings that Debian ships, and the statement set to what is said in them.</summary>
internal static class ConsentAudio
{
    /// <summary>Which of the reader's clips is the consent; the others are the data.</summary>
    public const int Consent = 2;

    public static string Statement => Samples.Clips[Consent].Text;

    /// <summary>A man who is not the reader, and what he says.</summary>
    public const string OthersStatement = "go forward ten meters";

    /// <summary>An account that needs consent, on a server that asks for what the reader says.</summary>
    public static (string, string)[] Asking(string? statement =
        null) => [("TIMBRE_AUTHORIZED_UPLOADER", "false"), ("Consent:Statement", statement ?? Statement)];

    public static byte[] Other()
    {
        var raw = File.ReadAllBytes("/usr/share/pocketsphinx/test/data/goforward.raw");
        return WavWriter.ToBytes(new AudioClip(
            [.. Enumerable.Range(0, raw.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(raw.AsSpan(2 * i)) / 32768f)],
            16_000));
    }

    /// <summary>A rapid voice of the reader's other clips, with a consent or without.</summary>
    public static async Task<string> NewVoice(
        this HttpClient http, byte[]? consent, string? callback = null, IEnumerable<int>? clips = null)
    {
        var (status, body) = await http.Post(
            "/api/v2/voices",
            new {
                name = "Ada", voice_type = "rapid", callback_uri = callback,
                consent = consent is null ? null : Convert.ToBase64String(consent)
            });
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        var uuid = body.GetProperty("item").Text("uuid");
        foreach (var clip in clips ?? [0, 1, 3, 4])
        {
            using var form = Samples.Form($"clip {clip}", Samples.Bytes(clip), Samples.Clips[clip].Text);
            using var response = await http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        return uuid;
    }

    /// <summary>Builds the voice and waits for the end.</summary>
    public static async Task<JsonElement> Built(this HttpClient http, string uuid)
    {
        var (status, body) = await http.Post($"/api/v2/voices/{uuid}/build");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return await http.Settled(uuid);
    }

    public static async Task<JsonElement> ConsentOf(this HttpClient http, string uuid)
    {
        var (status, body) = await http.Get($"/api/v2/voices/{uuid}/consent");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("item");
    }

    public static async Task<HttpStatusCode> Speaks(this HttpClient http, string uuid) =>
        (await http.Post("/synthesize", new { voice_uuid = uuid, data = "Hello." })).Status;

    /// <summary>What the records say, in order.</summary>
    public static IReadOnlyList<string> Verdicts(this JsonElement consent) =>
        [.. consent.GetProperty("records").EnumerateArray()
            .Select(entry => entry.GetProperty("record").Text("verdict") + " " + entry.GetProperty("record").Text("reason"))];
}
