using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Caching;

/// <summary>A voice's model as it lies in memory, with what it said lately.</summary>
internal sealed record LoadedVoice(VoiceModel Model, VoicePhraseCache Phrases)
{
    /// <summary>When it was last asked for, <see cref="Environment.TickCount64"/>.</summary>
    public long LastUse { get; set; } = Environment.TickCount64;
}
