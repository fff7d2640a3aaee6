using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class SocketTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Text = "The first sentence. And, a little later, the second one.";

    private readonly TestServer _server = speaking.Server;
    private readonly string _voice = speaking.Voice;

    [Theory]
    [InlineData("/stream")]
    [InlineData("/api/v2/stream")]
    public async Task Requests_are_answered_in_order_with_sound_times_and_an_end(string path)
    {
        var (_, direct) = await _server.Http.Post(
            "/synthesize", new { voice_uuid = _voice, data = Text, precision = "PCM_16", sample_rate = 22050 });
        using var socket = await Open(_server, path);
        await Send(socket, new { voice_uuid = _voice, data = Text, precision = "PCM_16", sample_rate = 22050 });
        await Send(
            socket,
            new
            {
                voice_uuid = _voice,
                project_uuid = "any",
                data = Text,
                precision = "PCM_16",
                sample_rate = 22050,
                no_audio_header = true,
                request_id = 41
            });
        await Send(socket, new { voice_uuid = _voice, data = "Hello.", precision = "PCM_16", use_hd = true });

        var whole = direct.GetProperty("audio_content").GetBytesFromBase64()[44..];
        var (first, times) = await ReceiveSound(socket, 0, 22050);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(first, 0, 4));
        Assert.Equal(whole, first[44..]);
        var (second, again) = await ReceiveSound(socket, 41, 22050);
        Assert.Equal(whole, second);
        Assert.Equal(JsonSerializer.Serialize(times), JsonSerializer.Serialize(again));
        Assert.Equal(Text, string.Concat(times.Select(time => time.Graph)));
        Assert.Equal(
            direct.GetProperty("audio_timestamps").GetProperty("graph_times").EnumerateArray().Select(time => time[0].GetDouble()),
            times.Select(time => time.Start));
        Assert.StartsWith("use_hd:", (await End(socket, 42)).GetProperty("issues")[0].GetString());
    }

    [Fact]
    public async Task Sound_comes_as_binary_frames_and_as_mp3_where_that_is_asked_for()
    {
        using var socket = await Open(_server);
        await Send(socket, new { voice_uuid = _voice, data = Text, output_format = "mp3", sample_rate = 44100, binary_response = true });
        using var sound = new MemoryStream();
        var (type, message) = await Receive(socket);
        for (; type == WebSocketMessageType.Binary; (type, message) = await Receive(socket))
            sound.Write(message);
        Assert.Equal("audio_end", JsonSerializer.Deserialize<JsonElement>(message).Text("type"));
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, sound.ToArray());
        var probed = await Tool.Probe(path);
        Assert.Equal(("mp3", 44100), (probed.Codec, probed.RateHz));
        File.Delete(path);
    }

    [Fact]
    public async Task What_is_wrong_with_a_message_is_told_and_the_socket_stays_open()
    {
        using var socket = await Open(_server);
        await socket.SendAsync("{\"voice_uuid\":"u8.ToArray(), WebSocketMessageType.Text, true, default);
        var bad = await Next(socket);
        Assert.Equal(("error", "BadJSON", 400), (bad.Text("type"), bad.Text("error_name"), bad.GetProperty("status_code").GetInt32()));
        Assert.False(bad.Is("success"));
        await Refused(new { voice_uuid = _voice, data = Text, sample_rate = "fast" }, "BadJSON", 400);
        await Refused(new { voice_uuid = _voice, data = "" }, "InvalidData", 400);
        await Refused(new { voice_uuid = _voice, data = Text, output_format = "midi" }, "InvalidOutputFormat", 400);
        await Refused(new { voice_uuid = "nobody", data = Text }, "NotFound", 404);
        await Refused(new { voice_uuid = _voice, data = new string('a', 3001) }, "TextTooLong", 400);
        await Send(socket, new { voice_uuid = _voice, data = "Hello.", precision = "PCM_16" });
        await End(socket, 6);

        async Task Refused(object request, string name, int status)
        {
            await Send(socket, request);
            var received = await Next(socket);
            Assert.Equal(
                ("error", name, status),
                (received.Text("type"), received.Text("error_name"), received.GetProperty("status_code").GetInt32()));
        }
    }

    [Fact]
    public async Task A_stranger_a_crowd_a_flood_and_the_silent_are_turned_away()
    {
        await using var server = await TestServer.Start(("Limits:MaxSocketsPerAccount", "2"), ("Limits:SocketIdleSeconds", "1"));
        Assert.Equal(426, (int)(await server.Http.Get("/stream")).Status);
        await UnauthorizedIsReported(server);

        using var silent = await Open(server);
        using (var flooding = await Open(server))
        {
            Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => Open(server))).Message);
            await flooding.SendAsync(new byte[400_000], WebSocketMessageType.Text, true, default);
            Assert.Equal(WebSocketMessageType.Close, (await Receive(flooding)).Type);
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, flooding.CloseStatus);
        }

        Assert.Equal(WebSocketMessageType.Close, (await Receive(silent)).Type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, silent.CloseStatus);
        await silent.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await Open(server)).Dispose();
                break; // the places are free again
            }
            catch (WebSocketException) when (tries < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_more_is_said_to_a_socket_that_has_closed(bool politely)
    {
        using var phrases = new PhraseCount(_server);
        phrases.HoldFrom(2);
        using (var socket = await Open(_server))
        {
            await Send(
                socket,
                new
                {
                    voice_uuid = _voice,
                    data = string.Concat(Enumerable.Range(1, 12).Select(i => $"Sentence {i} will not be heard {politely}. "))
                });
            await Receive(socket);
            await phrases.Reaches(1); // its sound comes before its end is made
            if (politely)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
            else
                socket.Abort();
            await Task.Delay(TimeSpan.FromSeconds(1));
            phrases.Release();
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.InRange(phrases.Made, 1, 2);
    }

    private static async Task UnauthorizedIsReported(TestServer server)
    {
        using var otherAccount = await Open(server, key: "not-a-key-of-this-server");
        var received = await Next(otherAccount);
        Assert.Equal(
            ("error", "ConnectionFailure", 401),
            (received.Text("type"), received.Text("error_name"), received.GetProperty("status_code").GetInt32()));
        Assert.False(received.GetProperty("success").GetBoolean());
        Assert.Equal(WebSocketMessageType.Close, (await Receive(otherAccount)).Type);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, otherAccount.CloseStatus);
    }

    private static async Task<ClientWebSocket> Open(TestServer server, string path = "/stream", string key = TestServer.Key)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws", Path = path }.Uri, default);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, object request) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(request), WebSocketMessageType.Text, true, default);

    private static async Task<(WebSocketMessageType Type, byte[] Bytes)> Receive(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var message = new MemoryStream();
        var block = new byte[1 << 16];
        while (true)
        {
            var part = await socket.ReceiveAsync(block.AsMemory(), patience.Token);
            message.Write(block, 0, part.Count);
            if (part.EndOfMessage)
                return (part.MessageType, message.ToArray());
        }
    }

    private static async Task<JsonElement> Next(ClientWebSocket socket) =>
        JsonSerializer.Deserialize<JsonElement>((await Receive(socket)).Bytes);

    private static async Task<(byte[] Sound, List<(string Graph, double Start)> Times)> ReceiveSound(
        ClientWebSocket socket, long id, int rate)
    {
        using var sound = new MemoryStream();
        var times = new List<(string, double)>();
        for (var message = await Next(socket); message.Text("type") != "audio_end"; message = await Next(socket))
        {
            Assert.Equal(
                ("audio", id, rate),
                (message.Text("type"), message.GetProperty("request_id").GetInt64(), message.GetProperty("sample_rate").GetInt32()));
            sound.Write(message.GetProperty("audio_content").GetBytesFromBase64());
            var received = message.GetProperty("audio_timestamps");
            times.AddRange(
                received.GetProperty("graph_chars").EnumerateArray()
                    .Zip(received.GetProperty("graph_times").EnumerateArray(), (graph, time) => (graph.GetString()!, time[0].GetDouble())));
        }

        return (sound.ToArray(), times);
    }

    private static async Task<JsonElement> End(ClientWebSocket socket, long id)
    {
        while (await Next(socket) is var message)
        {
            if (message.Text("type") == "audio_end")
            {
                Assert.Equal(id, message.GetProperty("request_id").GetInt64());
                return message;
            }

            Assert.Equal("audio", message.Text("type"));
        }

        throw new InvalidOperationException("The socket says nothing more.");
    }
}
