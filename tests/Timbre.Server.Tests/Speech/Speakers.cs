using System.Collections.Concurrent;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Speech;

/// <summary>
/// Finished voices to speak with, each trained once for all tests: the LibriVox reader, and the same made shorter or taller.
/// </summary>
internal static class Speakers
{
    private static readonly ConcurrentDictionary<int, Lazy<byte[]>> Models = new();

    /// <summary>A finished voice of the default account.</summary>
    /// <param name="server">Where it shall speak.</param>
    /// <param name="which">Another number is another speaker, 0 to 7.</param>
    /// <param name="name">The voice's.</param>
    public static async Task<string> NewSpeaker(this TestServer server, int which = 0, string name = "Ada")
    {
        var (_, body) = await server.Http.Post("/api/v2/voices", new { name, voice_type = "rapid" });
        var uuid = body.GetProperty("item").Text("uuid");
        await server.Finish(uuid, Models.GetOrAdd(which, _ => new Lazy<byte[]>(() => Train(which))).Value);
        return uuid;
    }

    private static byte[] Train(int which)
    {
        var speech = WavReader.Read(new MemoryStream(Samples.Long(8)), new AudioLimits());
        var other = Resampler.Convert(new AudioClip(speech.Samples, (int)(speech.RateHz * (0.82 + (0.06 * which)))), speech.RateHz);
        var model = new VoiceEngine(Encoder.Load()).Train(
            [new TrainingRecording("talk", () => other, null, other.Seconds)], VoiceType.Rapid, 1, null, null, default);
        using var memory = new MemoryStream();
        model.WithConsent("a test").Save(memory);
        return memory.ToArray();
    }
}

/// <summary>A server with one finished voice, shared by the tests of a class.</summary>
public sealed class SpeakingServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public string Voice { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Server = await TestServer.Start();
        Voice = await Server.NewSpeaker();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
