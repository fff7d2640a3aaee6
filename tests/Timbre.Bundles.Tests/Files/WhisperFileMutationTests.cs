using Timbre.Bundles.Files;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Files;

/// <summary>Files with random faults: whatever is in them, they are accepted or refused, and cost little.</summary>
public sealed class WhisperFileMutationTests
{
    private const int Rounds = 5000;
    private const int MaxAllocatedBytes = 1 << 20;

    private static readonly int[] Telling = [0, 1, -1, int.MaxValue, int.MinValue, 0x7fff, 0x8000, 1 << 24, 51_864, 60_001];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bytes_of_the_header_and_of_lengths_may_have_any_value(int seed)
    {
        var random = new Random(seed);
        var builder = new WhisperFileBuilder();
        var whole = builder.Build();
        Try(random, () =>
        {
            var changed = (byte[])whole.Clone();
            for (var i = random.Next(1, 5); i > 0; i--)
                changed[builder.Fields[random.Next(builder.Fields.Count)].Offset + random.Next(4)] = (byte)random.Next(256);
            return changed;
        });
    }

    [Fact]
    public void Numbers_may_be_any_that_tell()
    {
        var random = new Random(3);
        var builder = new WhisperFileBuilder();
        var whole = builder.Build();
        Try(random, () =>
        {
            var changed = (byte[])whole.Clone();
            for (var i = random.Next(1, 4); i > 0; i--)
                BitConverter.TryWriteBytes(
                    changed.AsSpan(builder.Fields[random.Next(builder.Fields.Count)].Offset), Telling[random.Next(Telling.Length)]);
            return changed[..random.Next(changed.Length / 2, changed.Length + 1)];
        });
    }

    [Fact]
    public void A_file_may_be_noise_behind_a_true_beginning()
    {
        var random = new Random(4);
        var whole = new WhisperFileBuilder().Build();
        Try(random, () =>
        {
            var noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            return [.. whole.AsSpan(0, random.Next(64)), .. noise];
        });
    }

    private static void Try(Random random, Func<byte[]> next)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var file = new MemoryStream(next());
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.StartsWith("whisper-", WhisperFile.Read(file).Name, StringComparison.Ordinal);
            }
            catch (BundleException refused)
            {
                Assert.InRange(refused.Message.Length, 10, 400);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        }
    }
}
