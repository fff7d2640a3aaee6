using System.Collections.Concurrent;
using Timbre.Models;
using Timbre.Server.Consent;
using Timbre.Server.Plumbing;
using Timbre.Server.Speech.Memory;
using Timbre.Storage;

namespace Timbre.Server.Speech;

/// <summary>The models of voices, read once and kept while they are the voice's model.</summary>
internal sealed class VoiceModels(BlobFolder blobs, PhraseMemory memory)
{
    private const int MaxKept = 24; // a tuned voice takes 12 MiB
    private static readonly Refusal NotVouchedFor = new(403, "consent_required", "The voice's model file is stamped \"consent: none\", and no server speaks with such a file: build the voice here.");
    private readonly ConcurrentDictionary<string, LoadedVoice> _kept = new();

    /// <summary>What the voice speaks with now.</summary>
    public async Task<LoadedVoice> Of(ConsentGate.SpeakingPermit permit, CancellationToken ct)
    {
        var name = permit.ModelBlob;
        if (!_kept.TryGetValue(name, out var loaded))
        {
            var path = blobs.PathOf(name);
            var bytes = await File.ReadAllBytesAsync(path, ct);
            var model = VoiceModel.Load(new MemoryStream(bytes));
            if (model.Consent == VoiceModel.NoConsent)
                throw new RefusedException(NotVouchedFor); // made on a command line and put here by hand
            loaded = _kept.GetOrAdd(name, new LoadedVoice(model, memory.NewShelf()));
            if (!File.Exists(path))
                Forget(name); // deleted while it was read: whoever deletes a file calls Forget after it, and that may have been just before
        }

        loaded.LastUse = Environment.TickCount64;
        while (_kept.Count > MaxKept)
            Forget(_kept.MinBy(kept => kept.Value.LastUse).Key);
        return loaded;
    }

    /// <summary>Forgets a model and all that it said.</summary>
    public void Forget(string? blobName)
    {
        if (blobName is not null && _kept.TryRemove(blobName, out var loaded))
            loaded.Phrases.Close();
    }
}
