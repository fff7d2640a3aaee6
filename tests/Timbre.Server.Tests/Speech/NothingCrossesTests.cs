using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Speech.Caching;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class NothingCrossesTests
{
    private const int Voices = 8;
    private const int Requests = 64;

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)] // so little that phrases are forgotten while others ask for them
    public async Task Many_at_once_in_many_voices_hear_what_each_would_hear_alone(long cacheBytes)
    {
        await using var server = await TestServer.Start(("Limits:SpeechCacheBytes", $"{cacheBytes}"));
        var voices = new List<string>();
        for (var which = 0; which < Voices; which++)
            voices.Add(await server.NewSpeaker(which));

        var alone = new List<string>();
        for (var i = 0; i < Requests; i++)
            alone.Add(await Hear(i));
        Assert.Equal(Requests, alone.Distinct().Count());
        var together = await Task.WhenAll(Enumerable.Range(0, Requests).Select(Hear));
        Assert.Equal(alone, together);

        async Task<string> Hear(int i)
        {
            // Each text is said by every voice; sentences are shared between texts.
            var data = $"Good evening. This is request number {i / Voices}. Thank you for waiting!";
            using var response = await server.Http.PostAsJsonAsync(
                "/stream", new { voice_uuid = voices[i % Voices], data, seed = 5, sample_rate = 16000, precision = "PCM_16" });
            return Convert.ToHexString(SHA256.HashData(await response.Content.ReadAsByteArrayAsync()));
        }
    }

    [Fact]
    public async Task What_is_remembered_sounds_as_when_it_was_made_and_goes_with_its_voice()
    {
        await using var server = await TestServer.Start(("Limits:MaxSpeechAtOnce", "1"));
        await using var forgetful = await TestServer.Start(("Limits:SpeechCacheBytes", "0"));
        var (voice, same) = (await server.NewSpeaker(), await forgetful.NewSpeaker());
        var memory = server.Services.GetRequiredService<PhraseCache>();
        using var phrases = new PhraseCount(server);

        await Say("Good evening. My name is Ada.");
        Assert.Equal(2, phrases.Made);
        await Say("Good evening. My name is Ada.");
        Assert.Equal(2, phrases.Made);
        await Say("Good evening. My name is not Ada.");
        Assert.Equal(3, phrases.Made);
        await Say("Good evening. My name is Ada.", 1);
        Assert.Equal(5, phrases.Made); // another seed is another sound
        await Say("My name is Ada. Good evening. My name is Ada.");
        Assert.Equal(6, phrases.Made); // where a phrase is the last of all, the pause behind it is another

        Assert.True(memory.Bytes > 0);
        var other = await server.NewSpeaker();
        await Say("Good evening. My name is Ada.", 0, other);
        Assert.Equal(8, phrases.Made); // of the very same model, and yet another voice
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{voice}");
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{other}");
        Assert.Equal(0, memory.Bytes);

        async Task Say(string data, int seed = 0, string? by = null) =>
            Assert.Equal(await Hear(forgetful, same, data, seed), await Hear(server, by ?? voice, data, seed));

        static async Task<byte[]> Hear(TestServer server, string voice, string data, int seed)
        {
            using var response = await server.Http.PostAsJsonAsync("/stream", new { voice_uuid = voice, data, seed });
            return await response.Content.ReadAsByteArrayAsync();
        }
    }
}
