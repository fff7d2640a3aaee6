using System.Text;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Protocol;
using Timbre.Bundles.Store;
using Timbre.Bundles.Tests.Material;
using Xunit.Abstractions;

namespace Timbre.Bundles.Tests.Hosting;

/// <summary>
/// Files that pass the reading of their structure and are made to do harm behind it: the process that runs them may die; nothing else does.
/// </summary>
[Collection(RealModel.Name)]
public sealed class HostileModelTests(ITestOutputHelper output) : IDisposable
{
    private const int RunnableWidth = 64;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => [.. Files.Keys];

    /// <summary>What whisper.cpp looks up by its text, and ends without.</summary>
    private static byte[][] Known => [" "u8.ToArray(), " -"u8.ToArray(), " '"u8.ToArray()];

    private static Dictionary<string, WhisperFileBuilder> Files { get; } = new()
    {
        ["weights of 0"] = new() { Width = RunnableWidth },
        ["no tokens but one"] = new() { Width = RunnableWidth, Tokens = ["a"u8.ToArray()] },
        ["random weights"] = new() { Width = RunnableWidth, WeightsSeed = 1 },
        ["other random weights and two layers"] = new() { Width = RunnableWidth, WeightsSeed = 2, TextLayers = 2, TextContext = 32 },
        ["heads that do not divide the width"] = new() { Width = RunnableWidth, Heads = 7, WeightsSeed = 3 },
        ["one number a layer"] = new() { Width = 1, WeightsSeed = 4 },
        ["tensors narrower than the header says"] = new() { Width = 8, DeclaredWidth = RunnableWidth },
        ["tensors wider than the header says"] = new() { Width = RunnableWidth, DeclaredWidth = 8 },
        ["a header that asks for more memory than there may be"] = new() { DeclaredWidth = 4096, AudioLayers = 32, TextLayers = 32 },
        ["tokens that are no text"] = new()
        {
            Width = RunnableWidth,
            WeightsSeed = 5,
            Tokens = [.. Enumerable.Range(0, 51_862).Select(i => i % 1000 == 0 ? Noise(i, 1024) : Noise(i, i % 7)), .. Known],
        },
        ["tokens that are marks of the model or of a terminal"] = new()
        {
            Width = RunnableWidth,
            WeightsSeed = 6,
            Tokens = [
                .. Enumerable.Range(0, 51_862).Select(i => Encoding.UTF8.GetBytes(i % 2 == 0 ? "[_BEG_]\0" : "\u001b[2J%s%n{\"\n")),
                .. Known,
            ],
        },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_answers_is_refused_or_kills_its_own_process_alone(string name)
    {
        var file = _folder.Write("model.bin", Files[name].Build());
        var bundle = new BundleFolder(_folder.At("models"), TimeProvider.System).Add(file, null, null, CancellationToken.None);
        using var host = new ModelHost(bundle, 1, Timeout.InfiniteTimeSpan);
        var sound = new float[MessagePipe.RateHz];
        new Random(1).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(sound.AsSpan())); // with infinities and NaN

        for (var round = 0; round < 2; round++)
        {
            try
            {
                var recognised = host.Recognise(sound, new RecogniseRequest("en"), "test", CancellationToken.None);
                Assert.NotNull(host.ProcessId);
                output.WriteLine($"{recognised.Segments.Count} segments");
            }
            catch (ModelHostException failure)
            {
                Assert.Matches("^(The model cannot be run: |The process that runs the model whisper-)", failure.Message);
                Assert.DoesNotContain(failure.Message, char.IsControl);
                Assert.Null(host.ProcessId);
                output.WriteLine(failure.Message);
            }
        }
    }

    private static byte[] Noise(int seed, int length)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
