using System.Buffers.Binary;
using System.Text;
using Timbre.Bundles.Protocol;

namespace Timbre.Bundles.Tests.Protocol;

public sealed class MessagePipeTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var random = new Random(1);
        using var pipe = new MemoryStream();
        var messages = new MessagePipe(pipe, pipe);
        var written = Enumerable.Range(0, 50).Select(i => (
            Request: new RecogniseRequest(i % 3 == 0 ? null : $"Ünïcode {i}\n\"", i % 5 == 0),
            Samples: Enumerable.Range(0, random.Next(1000)).Select(_ => random.NextSingle()).ToArray())).ToList();
        foreach (var (request, samples) in written)
            messages.Write(request, ProtocolJson.Default.RecogniseRequest, samples);

        pipe.Position = 0;

        foreach (var (request, samples) in written)
        {
            var (message, sound) = messages.Read(ProtocolJson.Default.RecogniseRequest)!.Value;
            Assert.Equal(request, message);
            Assert.Equal(samples, sound);
        }

        Assert.Null(messages.Read(ProtocolJson.Default.RecogniseRequest));
    }

    [Fact]
    public void Every_answer_of_the_host_is_read_as_what_it_is()
    {
        using var pipe = new MemoryStream();
        var messages = new MessagePipe(pipe, pipe);
        var segment = new RecognisedSegment(0, 1.5, " Hello.", 0.01, [new RecognisedToken(" Hello", 0, 1, 0.9)]);
        messages.Write(new HostReady(["files"]), ProtocolJson.Default.HostMessage);
        messages.Write(new HostFailed("no"), ProtocolJson.Default.HostMessage);
        messages.Write(new Recognised("en", [segment]), ProtocolJson.Default.HostMessage);
        pipe.Position = 0;

        HostMessage Next() => messages.Read(ProtocolJson.Default.HostMessage)!.Value.Message;

        Assert.Equal(["files"], Assert.IsType<HostReady>(Next()).Isolation);
        Assert.Equal("no", Assert.IsType<HostFailed>(Next()).Message);
        var read = Assert.Single(Assert.IsType<Recognised>(Next()).Segments);
        Assert.Equal(segment with { Tokens = read.Tokens }, read);
        Assert.Equal(segment.Tokens, read.Tokens);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(int.MinValue, 0)]
    [InlineData(0, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(MessagePipe.MaxJsonBytes + 1, 0)]
    [InlineData(2, MessagePipe.MaxSamples * 4 + 4)]
    [InlineData(2, 3)]
    public void Lengths_beyond_the_bounds_are_refused_before_anything_is_kept_for_them(int json, int sound)
    {
        var head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, json);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), sound);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolException>(() => Read(head));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void A_message_that_ends_early_anywhere_is_refused()
    {
        using var pipe = new MemoryStream();
        new MessagePipe(pipe, pipe).Write(new RecogniseRequest("en"), ProtocolJson.Default.RecogniseRequest, [1, 2, 3]);
        var whole = pipe.ToArray();

        for (var length = 1; length < whole.Length; length++)
            Assert.Throws<ProtocolException>(() => Read(whole[..length], ProtocolJson.Default.RecogniseRequest));
        Assert.NotNull(Read(whole, ProtocolJson.Default.RecogniseRequest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"other\"}")]
    [InlineData("{\"type\":\"ready\"}")]
    [InlineData("{\"type\":\"ready\",\"isolation\":null}")]
    [InlineData("{\"type\":\"failed\"}")]
    [InlineData("{\"type\":\"recognised\",\"language\":\"en\"}")]
    [InlineData("{\"type\":\"recognised\",\"language\":\"en\",\"segments\":null}")]
    [InlineData("{\"type\":\"recognised\",\"language\":null,\"segments\":[]}")]
    [InlineData("{\"type\":\"recognised\",\"language\":\"en\",\"segments\":[{}]}")]
    [InlineData("{\"type\":\"recognised\",\"language\":\"en\",\"segments\":[]} more")]
    [InlineData("\u0000\u0001\u0002")]
    public void What_is_not_of_the_protocol_is_refused(string json) =>
        Assert.Throws<ProtocolException>(() => Read(Message(json)));

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.Throws<ProtocolException>(() => Read(Message(new string('[', 100_000))));

    [Fact]
    public void Messages_beyond_the_bounds_are_not_written_either()
    {
        using var pipe = new MemoryStream();
        var messages = new MessagePipe(pipe, pipe);

        Assert.Throws<ProtocolException>(() => messages.Write(
            new RecogniseRequest("en"), ProtocolJson.Default.RecogniseRequest, new float[MessagePipe.MaxSamples + 1]));
        Assert.Throws<ProtocolException>(() => messages.Write(
            new RecogniseRequest(new string('x', MessagePipe.MaxJsonBytes)), ProtocolJson.Default.RecogniseRequest));
        Assert.Equal(0, pipe.Length);

        messages.Write(new RecogniseRequest("en"), ProtocolJson.Default.RecogniseRequest, new float[MessagePipe.MaxSamples]);
        Assert.Equal(MessagePipe.MaxSamples, Read(pipe.ToArray(), ProtocolJson.Default.RecogniseRequest)!.Value.Samples.Length);
    }

    [Fact]
    public void Noise_is_refused_or_read_and_nothing_else()
    {
        var random = new Random(2);
        var whole = Message(
            """{"type":"recognised","language":"en","segments":[""" +
            """{"start_seconds":0,"end_seconds":1,"text":"a","no_speech_probability":0,"tokens":[]}]}""");
        var read = 0;
        for (var round = 0; round < 5000; round++)
        {
            var changed = (byte[])whole.Clone();
            for (var i = random.Next(1, 4); i > 0; i--)
                changed[random.Next(8, changed.Length)] = (byte)random.Next(256);
            try
            {
                Assert.IsType<Recognised>(Read(changed)!.Value.Message);
                read++;
            }
            catch (ProtocolException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }

        Assert.InRange(read, 1, 4999);
    }

    private static byte[] Message(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes(bytes.Length), 0, 0, 0, 0, .. bytes];
    }

    private static (HostMessage Message, float[] Samples)? Read(byte[] bytes) => Read(bytes, ProtocolJson.Default.HostMessage);

    private static (T Message, float[] Samples)? Read<T>(byte[] bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        new MessagePipe(new MemoryStream(bytes), Stream.Null).Read(type);
}
