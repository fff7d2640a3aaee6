using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Synthesis;

/// <summary>A base voice bent to a speaker's.</summary>
internal sealed class BentVoice(BaseVoice voice, VoiceShape shape, Prosody prosody) : IPhraseVoice
{
    private readonly PhrasePlanner _planner = new(voice, prosody);
    private readonly PhraseSynthesiser _synthesiser = new(voice, shape);

    public PhrasePlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds) => _planner.Plan(phrase, phraseNumber, pauseSeconds);

    public Clip Speak(PhrasePlan plan, ulong seed) => _synthesiser.Speak((ClusterPlan)plan, seed);
}
