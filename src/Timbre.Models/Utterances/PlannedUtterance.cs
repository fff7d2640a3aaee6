using Timbre.Audio;

namespace Timbre.Models.Utterances;

/// <summary>A phrase as a voice has planned it, and the way to its sound.</summary>
/// <param name="Plan">Phones, times, F0 and gains.</param>
/// <param name="Synthesize">
/// The sound of the plan, with the noise of a seed: the same seed gives the same samples. On the thread of its voice.
/// </param>
internal sealed record PlannedUtterance(PhrasePlan Plan, Func<ulong, AudioClip> Synthesize);
