using System.Runtime.CompilerServices;
using System.Text.Json;
using Timbre.Server.Http;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>Sound as server-sent events: <c>speech.audio.delta</c> for each block, <c>speech.audio.done</c> at the end.</summary>
internal static class SpeechEvents
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(
        IAsyncEnumerable<ReadOnlyMemory<byte>> sound, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var block in sound.WithCancellation(ct))
            yield return Event(new Delta("speech.audio.delta", block.ToArray()));
        yield return Event(new Done("speech.audio.done", new Usage(0, 0, 0)));
    }

    private static byte[] Event<T>(T data) => [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(data, Wire.Options), .. "\n\n"u8];

    private sealed record Delta(string Type, byte[] Audio);

    private sealed record Done(string Type, Usage Usage);

    /// <summary>Nothing here is counted in tokens.</summary>
    private sealed record Usage(int InputTokens, int OutputTokens, int TotalTokens);
}
