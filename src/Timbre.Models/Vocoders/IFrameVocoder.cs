using Timbre.Audio.World;

namespace Timbre.Models.Vocoders;

/// <summary>Turns frames, as <see cref="FrameFeatures"/> makes them, into sound.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal interface IFrameVocoder
{
    /// <summary>The frames that it takes; its sound has their rate.</summary>
    FrameLayout Layout { get; }

    /// <summary>Begins a sound of frames each 5 ms, the first at 0; the same seed gives the same samples.</summary>
    /// <param name="samples">Its length; silent behind the last frame.</param>
    /// <param name="seed">Of the noise.</param>
    IVocoderSound Begin(int samples, ulong seed);
}

/// <summary>A sound whose frames come some at a time: however they are dealt out, its samples are the same to the bit.</summary>
/// <remarks>One thread at a time, not at once with other sounds of its vocoder. Between two calls only its own state is held.</remarks>
internal interface IVocoderSound
{
    /// <summary>Adds frames.</summary>
    /// <param name="features">[frames, <see cref="FrameLayout.Count"/>]</param>
    /// <param name="isLast">Whether no more follow.</param>
    /// <returns>The samples that have become final; with the last frames all that were left.</returns>
    float[] Push(ReadOnlySpan<float> features, bool isLast);
}

/// <summary>Whole sounds of vocoders.</summary>
internal static class WholeSounds
{
    /// <summary>The sound of all frames at once.</summary>
    /// <param name="vocoder">The vocoder.</param>
    /// <param name="features">[frames, <see cref="FrameLayout.Count"/>]</param>
    /// <param name="samples">To be filled; silent behind the last frame.</param>
    /// <param name="seed">Of the noise.</param>
    public static void Speak(this IFrameVocoder vocoder, ReadOnlySpan<float> features, Span<float> samples, ulong seed) =>
        vocoder.Begin(samples.Length, seed).Push(features, isLast: true).CopyTo(samples);
}
