using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.Clustergen;

/// <summary>A base voice adapted to a speaker.</summary>
internal sealed class ClustergenVoice(BaseVoice voice, ClusterTransform transform, ProsodyTarget prosody) : IPhraseVoice
{
    private readonly PhrasePlanner _planner = new(voice, prosody);
    private readonly PhraseSynthesizer _synthesizer = new(voice, transform);

    public PlannedUtterance Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds)
    {
        var plan = _planner.Plan(phrase, phraseNumber, pauseSeconds);
        return new PlannedUtterance(plan, seed => _synthesizer.Speak(plan, seed));
    }
}
