using System.Collections.Concurrent;
using Timbre.Models.Voices;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Speech.Caching;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Speech;

/// <summary>The models of voices, read once and kept while they are the voice's model.</summary>
internal sealed class VoiceModels
{
    private const int MaxLoaded = 24; // a tuned voice takes 12 MiB
    private static readonly Refusal ConsentMissing = new(
        403, "consent_required",
        "The voice's model file is stamped \"consent: none\", and no server speaks with such a file: build the voice here.");
    private readonly ConcurrentDictionary<string, LoadedVoice> _loaded = new();
    private readonly BlobFolder _blobs;
    private readonly PhraseCache _phrases;

    public VoiceModels(BlobFolder blobs, PhraseCache phrases, VoiceModelEvents events)
    {
        (_blobs, _phrases) = (blobs, phrases);
        events.Retired += Evict;
    }

    /// <summary>What the voice speaks with now.</summary>
    public async Task<LoadedVoice> Load(ConsentGate.SpeakingPermit permit, CancellationToken ct)
    {
        var name = permit.ModelBlob;
        if (!_loaded.TryGetValue(name, out var loaded))
        {
            var model = VoiceModel.Load(new MemoryStream(await _blobs.ReadAllBytes(name, ct)));
            if (model.Consent == VoiceModel.NoConsent)
                throw new RefusedException(ConsentMissing); // made on a command line and put here by hand
            loaded = _loaded.GetOrAdd(name, new LoadedVoice(model, _phrases.ForVoice()));
            if (!await _blobs.List(name, ct).AnyAsync(ct))
                Evict(name); // deleted while it was read: whoever deletes a model retires it after that, and that may have been just before
        }

        loaded.LastUse = Environment.TickCount64;
        while (_loaded.Count > MaxLoaded)
            Evict(_loaded.MinBy(pair => pair.Value.LastUse).Key);
        return loaded;
    }

    /// <summary>Forgets a model and all that it said.</summary>
    private void Evict(string blobName)
    {
        if (_loaded.TryRemove(blobName, out var loaded))
            loaded.Phrases.Close();
    }
}
