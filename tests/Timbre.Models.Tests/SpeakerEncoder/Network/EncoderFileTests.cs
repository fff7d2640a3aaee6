using System.Buffers.Binary;
using System.Security.Cryptography;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.Tests.SpeakerEncoder.Network;

public sealed class EncoderFileTests
{
    private const int HeadBytes = 16, Sizes = 11, Steps = 10;

    private static readonly byte[] Whole = Embedded();

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused() =>
        Assert.All((int[])[0, 7, 15, 16, 1000, Whole.Length / 2, Whole.Length - 1], length => Refused(Whole[..length]));

    [Fact]
    public void Every_impossible_size_is_refused_though_the_checksum_fits() =>
        Assert.All((int[])[0, -1, int.MinValue, int.MaxValue], value =>
    {
        for (var field = 0; field < Sizes; field++)
        {
            if (field != Steps)
                Refused(Signed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadBytes + (4 * field)), value)));
        }
    });

    [Fact]
    public void A_tensor_of_another_name_is_missed() =>
        Assert.Contains("lacks", Refused(Signed(bytes => bytes[HeadBytes + (4 * Sizes) + 5] ^= 1)).Message);

    private static byte[] Signed(Action<byte[]> change)
    {
        var bytes = (byte[])Whole.Clone();
        change(bytes);
        SHA256.HashData(bytes.AsSpan(..^32)).CopyTo(bytes.AsSpan(^32..));
        return bytes;
    }

    private static InvalidDataException Refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => WeightFile.Read<EncoderConfig, EncoderWeights>(new MemoryStream(bytes)));

    private static byte[] Embedded()
    {
        using var stream = WeightFile.OpenEmbedded(EncoderWeights.Format.Resource);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
