using Timbre.Audio;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>Writes down speech without being told what is said.</summary>
/// <remarks>Any number of threads may ask.</remarks>
public interface IRecogniser
{
    /// <summary>Its name and version: another one may write down other words.</summary>
    string Version { get; }

    /// <summary>Codes of ISO 639 of the languages that it knows.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>What is said in each clip, in order.</summary>
    /// <param name="clips">Each at most <see cref="Transcriber.MaxSeconds"/>, of any rate.</param>
    /// <param name="language">Which language is spoken; null where the recogniser is to find it out.</param>
    /// <param name="ct">Ends the work.</param>
    /// <exception cref="RecogniserFailedException">It broke off or took too long; it may be asked again.</exception>
    /// <exception cref="RecogniserUnavailableException">It cannot be started at all.</exception>
    IReadOnlyList<RecognisedSpeech> Recognise(IReadOnlyList<AudioClip> clips, string? language, CancellationToken ct);
}

/// <summary>A recogniser failed, died or took too long; the message says which and why.</summary>
public sealed class RecogniserFailedException(string message, Exception inner) : Exception(message, inner);
