using Timbre.Models;

namespace Timbre.Server.Speech.Memory;

/// <summary>A voice's model as it lies in memory, with what it said lately.</summary>
internal sealed record LoadedVoice(VoiceModel Model, PhraseShelf Phrases)
{
    /// <summary>When it was last asked for, <see cref="Environment.TickCount64"/>.</summary>
    public long LastUse { get; set; } = Environment.TickCount64;
}
