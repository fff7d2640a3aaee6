using Timbre.Audio;
using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.Clustergen;

/// <summary>A base voice bent to a speaker's.</summary>
internal sealed class ClustergenVoice(BaseVoice voice, ClusterTransform transform, ProsodyTarget prosody) : IPhraseVoice
{
    private readonly PhrasePlanner _planner = new(voice, prosody);
    private readonly PhraseSynthesizer _synthesiser = new(voice, transform);

    public PhrasePlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds) => _planner.Plan(phrase, phraseNumber, pauseSeconds);

    public AudioClip Speak(PhrasePlan plan, ulong seed) => _synthesiser.Speak((ClustergenPlan)plan, seed);
}
