using Timbre.Audio;
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
        return new PlannedUtterance(plan, seed => Stretches(plan, seed));
    }

    /// <summary>One stretch: the likeliest way through the clusters is known when the last one is.</summary>
    private IEnumerable<AudioClip> Stretches(ClustergenPlan plan, ulong seed)
    {
        yield return _synthesizer.Speak(plan, seed);
    }
}
