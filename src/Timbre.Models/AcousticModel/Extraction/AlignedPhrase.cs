using Timbre.Models.AcousticModel.Phones;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>A phrase of a recording: its phones with their lengths, pauses at both ends among them.</summary>
/// <param name="Start">The recording's frame of 10 ms with which it begins.</param>
/// <param name="Phones">Numbers of a <see cref="PhoneInventory"/>.</param>
/// <param name="Contexts">[phones, <see cref="PhoneInventory.Contexts"/>]</param>
/// <param name="Durations">Frames of 10 ms of each phone.</param>
internal sealed record AlignedPhrase(int Start, int[] Phones, float[] Contexts, int[] Durations);
