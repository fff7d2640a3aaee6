using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>A recording as the average voice would have to say it: who speaks, its phrases, its frames.</summary>
/// <param name="Phrases">In order; none if no words are known.</param>
/// <param name="Pause">The number of the pause among the phones.</param>
/// <param name="Layout">The numbers of a frame.</param>
/// <param name="Frames">[frames of 5 ms, <see cref="FrameLayout.Count"/>], spectra less the recording's level.</param>
/// <param name="Points">Points of a spectrum that lie within the bandwidth of the recording.</param>
/// <param name="Speaker">Null if there is too little speech.</param>
internal sealed record RecordingFeatures(
    IReadOnlyList<AlignedPhrase> Phrases, int Pause, FrameLayout Layout, float[] Frames, int Points, SpeakerEmbedding? Speaker)
{
    /// <summary>From a phrase's frames of 10 ms to those here: PocketSphinx names a window of 25.6 ms by where it begins.</summary>
    public const int LagFrames = 2;

    /// <summary>Number of frames.</summary>
    public int Count => Frames.Length / Layout.Count;

    /// <summary>The numbers of some frames.</summary>
    public ReadOnlySpan<float> FramesFrom(int first, int count) => Frames.AsSpan(first * Layout.Count, count * Layout.Count);

    /// <summary>The first frame of a phrase.</summary>
    public static int FirstFrame(AlignedPhrase phrase) => (AcousticModelConfig.FramesPerStep * phrase.Start) + LagFrames;
}
