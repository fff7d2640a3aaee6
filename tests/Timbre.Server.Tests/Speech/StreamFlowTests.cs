using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class StreamFlowTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly TestServer _server = speaking.Server;
    private readonly string _voice = speaking.Voice;

    [Fact]
    public async Task The_sound_of_a_phrase_leaves_before_the_next_one_is_there()
    {
        using var phrases = new PhraseCount(_server);
        phrases.HoldFrom(2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stream")
        {
            Content = JsonContent.Create(
            new { voice_uuid = _voice, data = Long("first"), sample_rate = 16000, precision = "PCM_16" })
        };
        using var response = await _server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        await using var sound = await response.Content.ReadAsStreamAsync();

        var first = new byte[44 + 32000];
        await sound.ReadExactlyAsync(first).AsTask().WaitAsync(Soon); // a second of sound, while the second phrase is held back
        phrases.Release();
        Assert.True(new StreamReader(sound).ReadToEnd().Length > 32000);
        Assert.Equal(12, phrases.Made);
    }

    [Fact]
    public async Task The_sound_of_a_phrase_leaves_before_the_end_of_it_is_made()
    {
        using var phrases = new PhraseCount(_server);
        phrases.HoldFrom(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stream")
        {
            Content = JsonContent.Create(
            new { voice_uuid = _voice, data = Long("other"), sample_rate = 16000, precision = "PCM_16" })
        };
        using var response = await _server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon);
        await using var sound = await response.Content.ReadAsStreamAsync();

        var first = new byte[44 + 16000];
        await sound.ReadExactlyAsync(first).AsTask().WaitAsync(Soon); // half a second, while the end of the phrase is held back
        Assert.InRange(phrases.Made, 0, 1);
        phrases.Release();
        Assert.True(new StreamReader(sound).ReadToEnd().Length > 32000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_the_caller_has_gone_at_most_one_further_phrase_is_made(bool timed)
    {
        using var phrases = new PhraseCount(_server);
        phrases.HoldFrom(3);
        using (var caller = new TcpClient())
        {
            await caller.ConnectAsync(_server.Url.Host, _server.Url.Port);
            var body = JsonSerializer.Serialize(new { voice_uuid = _voice, data = Long($"{timed}"), wav_encoded_timestamps = timed });
            await caller.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
                $"POST /stream HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {TestServer.Key}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
            await phrases.Reaches(2);
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        phrases.Release();
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.InRange(phrases.Made, 2, 3); // the third was under way when the caller went
    }

    /// <summary>Twelve phrases that no other test has had spoken, so that none is remembered.</summary>
    private static string Long(string about) =>
        string.Concat(Enumerable.Range(1, 12).Select(i => $"This is sentence number {i} of the {about} text. "));
}
