using Timbre.Bundles.Files;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Files;

public sealed class WhisperFileTests
{
    [Theory]
    [InlineData(4, 51_865, "whisper-tiny")]
    [InlineData(4, 51_864, "whisper-tiny.en")]
    [InlineData(6, 51_865, "whisper-base")]
    [InlineData(12, 51_864, "whisper-small.en")]
    [InlineData(24, 51_866, "whisper-medium")]
    [InlineData(32, 51_866, "whisper-large")]
    public void A_whole_file_is_accepted_and_named_by_its_layers_and_vocabulary(int layers, int vocabulary, string name)
    {
        var file = Read(new WhisperFileBuilder { AudioLayers = layers, Vocabulary = vocabulary, TextLayers = 2 }.Build());

        Assert.Equal(name, file.Name);
        Assert.Equal(15 * layers + 2 * 24 + 11, file.Tensors);
        Assert.Equal("f16", file.Weights);
        Assert.Equal(file.IsMultilingual, file.Languages.Count > 1);
        Assert.Contains("en", file.Languages);
    }

    [WhisperFact]
    public void The_published_file_is_recognised()
    {
        using var file = File.OpenRead(WhisperFactAttribute.Model!);

        var model = WhisperFile.Read(file);

        Assert.Equal(new WhisperFile("base", IsMultilingual: true, "q5_1", 245), model);
        Assert.Equal("whisper-base", model.Name);
        Assert.Contains("de", model.Languages);
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        var whole = new WhisperFileBuilder().Build();
        for (var length = 0; length < whole.Length; length += 97)
            Assert.Throws<BundleException>(() => Read(whole[..length]));
        Assert.Throws<BundleException>(() => Read(whole[..^1]));
    }

    [Fact]
    public void A_file_that_goes_on_behind_its_last_tensor_is_refused() =>
        Assert.Throws<BundleException>(() => Read([.. new WhisperFileBuilder().Build(), 0, 0, 0]));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    public void Every_count_and_length_is_bounded(int value)
    {
        var builder = new WhisperFileBuilder();
        var whole = builder.Build();
        foreach (var (name, offset) in builder.Fields)
        {
            var changed = With(whole, offset, value);
            var refusal = Record.Exception(() => Read(changed));
            Assert.True(refusal is BundleException, $"{name} at {offset}: {refusal?.GetType().Name ?? "accepted"}");
        }
    }

    [Fact]
    public void A_refusal_says_what_is_wrong()
    {
        var builder = new WhisperFileBuilder();
        var whole = builder.Build();
        string Said(string field, int value) =>
            Assert.Throws<BundleException>(() => Read(With(whole, builder.Fields.First(one => one.Name == field).Offset, value))).Message;

        Assert.Equal("it does not begin with \"ggml\", as a Whisper model in whisper.cpp's format does.", Said("magic", 1));
        Assert.Equal("a Whisper network with 5 layers in its encoder is not known.", Said("audio layers", 5));
        Assert.Equal("its mel filters are not as many as its network hears.", Said("filters", 81));
        Assert.Equal("the length of token 0 is 2000, and only 0 to 1024 can be.", Said("token length", 2000));
        Assert.Contains("is of type 9, which is unknown", Said("tensor type", 9));
        Assert.Contains("it is not whole", Said("text layers", 2));
        Assert.Equal(
            "the file is cut short: the size of the vocabulary would reach byte 8, and it has 4.",
            Assert.Throws<BundleException>(() => Read(whole[..4])).Message);
    }

    [Fact]
    public void Tokens_and_tensors_without_end_cost_no_memory()
    {
        var tokens = new WhisperFileBuilder { Tokens = [.. Enumerable.Repeat(Array.Empty<byte>(), 51_865)] }.Build();
        var one = new WhisperFileBuilder().Build();
        byte[] smallest = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, (byte)'x', 0, 0, 0, 0]; // a tensor of one number, called x
        byte[] tensors = [.. one, .. Enumerable.Repeat(smallest, 5000).SelectMany(tensor => tensor)];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("whisper-tiny", Read(tokens).Name);
        Assert.Equal("it has more than 4096 tensors.", Assert.Throws<BundleException>(() => Read(tensors)).Message);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    private static byte[] With(byte[] file, int offset, int value)
    {
        var changed = (byte[])file.Clone();
        BitConverter.TryWriteBytes(changed.AsSpan(offset), value);
        return changed;
    }

    private static WhisperFile Read(byte[] file) => WhisperFile.Read(new MemoryStream(file));
}
