using Timbre.Models.Clustergen;
using Timbre.Models.Output;
using Timbre.Models.Voices;

namespace Timbre.Models.Tests.Voices;

public class VoiceModelTests
{
    private static readonly VoiceModel Model = new(VoiceType.Professional, DateTimeOffset.UnixEpoch, VoiceModel.NoConsent,
        new OutputStage(2.5f, 70, 0.5f),
        new ClustergenParameters(
            "rms", new ProsodyTarget(120, 15, 1),
            new ClusterTransform(
                ClusterTransform.Identity.Dynamics, [.. Enumerable.Range(0, ClusterTransform.OffsetCount).Select(i => i / 1000f)])));

    private static byte[] Bytes(VoiceModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    private static VoiceModel Load(byte[] bytes) => VoiceModel.Load(new MemoryStream(bytes));

    [Fact]
    public void A_model_comes_back_as_it_was_saved() => Assert.Equal(Bytes(Model), Bytes(Load(Bytes(Model))));

    [Fact]
    public void A_model_is_small() => Assert.True(Bytes(Model).Length < 10_000);

    [Fact]
    public void A_model_carries_its_consent() => Assert.Equal("house of voices", Load(Bytes(Model.WithConsent("house of voices"))).Consent);

    [Fact]
    public void A_change_of_any_byte_is_refused()
    {
        var bytes = Bytes(Model);
        for (var at = 0; at < bytes.Length; at += at < 200 ? 1 : 37)
        {
            bytes[at] ^= 0x40;
            Assert.Throws<InvalidDataException>(() => Load(bytes));
            bytes[at] ^= 0x40;
        }
    }

    [Fact]
    public void A_file_cut_short_or_prolonged_is_refused()
    {
        var bytes = Bytes(Model);
        for (var length = 0; length < bytes.Length; length += 41)
            Assert.Throws<InvalidDataException>(() => Load(bytes[..length]));
        Assert.Throws<InvalidDataException>(() => Load([.. bytes, 0]));
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        var bytes = Bytes(Model);
        bytes[8] = 9;

        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => Load(bytes)).Message, StringComparison.Ordinal);
    }
}
