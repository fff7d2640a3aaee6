using Timbre.Audio;

namespace Timbre.Models.Utterances;

/// <summary>A phrase as a voice has planned it, and the way to its sound.</summary>
/// <param name="Plan">Phones and times.</param>
/// <param name="Synthesize">
/// The sound of the plan, with the noise of a seed: the same seed gives the same samples. In stretches that follow each other, each made
/// when it is asked for, and not at once with other work of the same voice.
/// </param>
internal sealed record PlannedUtterance(PhrasePlan Plan, Func<ulong, IEnumerable<AudioClip>> Synthesize)
{
    /// <summary>All stretches, joined.</summary>
    public AudioClip SynthesizeWhole(ulong seed)
    {
        AudioClip[] stretches = [.. Synthesize(seed)];
        return new AudioClip([.. stretches.SelectMany(stretch => stretch.Samples)], stretches[0].RateHz);
    }
}
