using System.Text.Json;
using Timbre.Bundles.Protocol;

namespace Timbre.Bundles.Tests.Protocol;

public sealed class HostMessageCheckTests
{
    private const string Token = """{"text":"a","start_seconds":0,"end_seconds":1,"probability":1}""";
    private const string Segment =
        """{"start_seconds":0,"end_seconds":1,"text":"a","no_speech_probability":0.1,"tokens":[""" + Token + "]}";

    [Theory]
    [InlineData("""{"type":"ready","isolation":["files","writing"]}""")]
    [InlineData("""{"type":"failed","message":"no"}""")]
    [InlineData("""{"type":"recognised","language":"","segments":[]}""")]
    [InlineData("""{"type":"recognised","language":"en","segments":[""" + Segment + "]}")]
    public void What_a_host_says_is_possible(string json) => HostMessageCheck.Check(Parsed(json));

    [Theory]
    [InlineData("0.1", "2")]
    [InlineData("0.1", "-0.5")]
    [InlineData("\"end_seconds\":1", "\"end_seconds\":1e999")]
    [InlineData("\"end_seconds\":1", "\"end_seconds\":1e300")]
    [InlineData("\"end_seconds\":1", "\"end_seconds\":-100")]
    [InlineData("\"probability\":1", "\"probability\":7")]
    [InlineData("[{\"text\"", "[null,{\"text\"")]
    public void What_cannot_be_heard_is_refused(string from, string to)
    {
        Assert.Contains(from, Segment);
        var json = """{"type":"recognised","language":"en","segments":[""" + Segment.Replace(from, to, StringComparison.Ordinal) + "]}";

        Refused(json);
    }

    [Theory]
    [InlineData("""{"type":"recognised","language":"en","segments":[null]}""")]
    [InlineData("""{"type":"recognised","language":"e\n","segments":[]}""")]
    [InlineData("""{"type":"ready","isolation":[null]}""")]
    [InlineData("""{"type":"ready","isolation":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"]}""")]
    [InlineData("""{"type":"failed","message":"\u001b[2J"}""")]
    public void Missing_entries_long_lists_and_control_characters_are_refused(string json) => Refused(json);

    [Fact]
    public void A_message_without_end_is_refused() =>
        Assert.Throws<ProtocolException>(() => HostMessageCheck.Check(new HostFailed(new string('x', 1001))));

    private static void Refused(string json) => Assert.Throws<ProtocolException>(() => HostMessageCheck.Check(Parsed(json)));

    private static HostMessage Parsed(string json) => JsonSerializer.Deserialize(json, ProtocolJson.Default.HostMessage)!;
}
