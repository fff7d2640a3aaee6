using Timbre.Audio.World;

namespace Timbre.Models.Vocoders;

/// <summary>Turns frames, as <see cref="FrameFeatures"/> makes them, into sound.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal interface IFrameVocoder
{
    /// <summary>The frames that it takes; its sound has their rate.</summary>
    FrameLayout Layout { get; }

    /// <summary>The sound of frames each 5 ms, the first at 0; the same seed gives the same samples.</summary>
    /// <param name="features">[frames, <see cref="FrameLayout.Count"/>]</param>
    /// <param name="samples">To be filled; silent behind the last frame.</param>
    /// <param name="seed">Of the noise.</param>
    void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed);
}
