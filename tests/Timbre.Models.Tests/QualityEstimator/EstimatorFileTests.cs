using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Tests.QualityEstimator;

public sealed class EstimatorFileTests
{
    private const int HeadBytes = 16, MinScore = 13, MaxScore = 18, Steps = 19, Edges = 20;

    private static readonly byte[] Whole = Embedded();

    private static readonly int Quantiles = Edges + 1 + Whole[HeadBytes + (4 * Edges)];
    private static readonly int FirstTensor = HeadBytes + (4 * (Quantiles + 1 + (2 * Whole[HeadBytes + (4 * Quantiles)])));

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused() =>
        Assert.All(
            (int[])[0, 7, 15, 16, 17, 1000, Whole.Length / 2, Whole.Length - 33, Whole.Length - 1], length => Refused(Whole[..length]));

    [Fact]
    public void A_byte_that_changed_anywhere_is_noticed() =>
        Assert.All(Enumerable.Range(0, 40).Select(i => i < 20 ? i : (int)((long)(i - 19) * (Whole.Length - 1) / 20)), place =>
        {
            var bytes = (byte[])Whole.Clone();
            bytes[place] ^= 0x10;
            Refused(bytes);
        });

    [Fact]
    public void What_goes_on_behind_the_end_is_refused() => Refused([.. Whole, 0]);

    [Fact]
    public void A_file_of_another_version_says_which() =>
        Assert.Contains("format 7", Refused(Signed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 7))).Message);

    // Somebody who can sign a file can still not make the reader take or build what is impossible.
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(0x7FC00000)] // as a float, no number
    public void Every_impossible_size_is_refused_though_the_checksum_fits(int value)
    {
        for (var field = 0; field <= Edges + 1; field++)
        {
            var isAllowed = field switch
            {
                >= MinScore and <= MaxScore => value is 0 or int.MinValue, // a score may end at 0, and that is what both are as floats
                Steps => value >= 0,
                Edges + 1 => value == 0,
                _ => false,
            };
            if (!isAllowed)
                Refused(Signed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadBytes + (4 * field)), value)));
        }
    }

    [Fact]
    public void A_tensor_of_another_name_shape_or_number_is_named()
    {
        var name = FirstTensor + 5;
        var length = Whole[FirstTensor + 4];
        var shape = name + length + 1;
        Assert.Contains("lacks", Refused(Signed(bytes => bytes[name] ^= 1)).Message);
        Assert.Contains(
            Encoding.ASCII.GetString(Whole, name, length),
            Refused(Signed(bytes => (bytes[shape + 4], bytes[shape + 12]) = (bytes[shape + 12], bytes[shape + 4]))).Message);
        Assert.Contains("dimensions", Refused(Signed(bytes => bytes[name + length] = 200)).Message);
        var numbers = name + length + 1 + (4 * Whole[name + length]);
        Assert.Contains(
            "no number", Refused(Signed(bytes => BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(numbers), Half.NaN))).Message);
        Assert.Contains(
            "counts", Refused(Signed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(FirstTensor), int.MaxValue))).Message);
    }

    private static byte[] Signed(Action<byte[]> change)
    {
        var bytes = (byte[])Whole.Clone();
        change(bytes);
        SHA256.HashData(bytes.AsSpan(..^32)).CopyTo(bytes.AsSpan(^32..));
        return bytes;
    }

    private static InvalidDataException Refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => WeightFile.Read<EstimatorConfig, EstimatorWeights>(new MemoryStream(bytes)));

    private static byte[] Embedded()
    {
        using var stream = typeof(EstimatorWeights).Assembly.GetManifestResourceStream("quality-estimator.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
