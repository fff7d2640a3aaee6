using System.Collections.Concurrent;
using Timbre.Models;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Speech;

/// <summary>The models of voices, read once and kept while they are the voice's model.</summary>
internal sealed class VoiceModels(BlobFolder blobs)
{
    private const int MaxKept = 64;
    private readonly ConcurrentDictionary<string, VoiceModel> _kept = new();

    /// <summary>The model that the voice speaks with now, or null when it has none yet.</summary>
    public async Task<VoiceModel?> Of(Voice voice, CancellationToken ct)
    {
        if (voice.ModelBlob is not { } name)
            return null;
        if (_kept.TryGetValue(name, out var kept))
            return kept;

        var bytes = await File.ReadAllBytesAsync(blobs.PathOf(name), ct);
        var model = VoiceModel.Load(new MemoryStream(bytes));
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        return _kept.GetOrAdd(name, model);
    }

    /// <summary>Forgets a deleted voice's model.</summary>
    public void Forget(string? blobName)
    {
        if (blobName is not null)
            _kept.TryRemove(blobName, out _);
    }
}
