using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Sdk;

/// <summary>What others' clients see: @resemble/node 3.5.3 from npm, unmodified.</summary>
public sealed class NodeSdkTests
{
    private const string Recordings = "/usr/share/pocketsphinx/test/data/librivox";

    [Fact]
    public async Task The_sdk_creates_a_voice_uploads_builds_polls_and_reads_it_back()
    {
        await using var server = await TestServer.Start();
        var sounds = Directory.EnumerateFiles(Recordings, "*.wav").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(5, sounds.Length);

        var root = await Node.Run("first-voice.mjs", [server.Url.ToString().TrimEnd('/'), TestServer.Key, .. sounds]);

        Answers(true, "created");
        var uuid = Item("created").Text("uuid");
        Assert.Equal("rapid", Item("created").Text("voice_type"));
        Assert.All(
            root.GetProperty("recorded").EnumerateArray(),
            answer => Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString()));
        Assert.Equal("Sentence 0.", Item("recording").Text("text"));
        Assert.Equal("clip zero", Item("changed").Text("name"));
        Assert.Equal(5, root.GetProperty("recordings").GetProperty("items").GetArrayLength());
        Assert.Equal("SDK voice, renamed", Item("renamed").Text("name"));
        Answers(true, "built");
        Assert.Equal("finished", Item("finished").Text("status"));
        Assert.Equal("Ready", Item("finished").Text("voice_status"));
        Assert.Equal("unverified", Item("finished").GetProperty("consent").Text("status"));
        Assert.Contains(root.GetProperty("voices").GetProperty("items").EnumerateArray(), voice => voice.Text("uuid") == uuid);
        Answers(true, "spoken");
        Assert.StartsWith(
            "RIFF", System.Text.Encoding.ASCII.GetString(root.GetProperty("spoken").GetProperty("audio_content").GetBytesFromBase64()));

        Answers(false, "refused");
        Assert.Equal("consent_validation_failed", Item("refused").Text("status"));
        Answers(false, "unknown");
        Answers(true, "recordingDeleted");
        Answers(true, "deleted");
        Answers(false, "gone");

        void Answers(bool success, string step) =>
            Assert.True(root.GetProperty(step).GetProperty("success").GetBoolean() == success, $"{step}: {root.GetProperty(step)}");
        JsonElement Item(string step) => root.GetProperty(step).GetProperty("item");
    }
}
