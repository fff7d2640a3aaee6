using Timbre.Audio;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Server.Recognition;

/// <summary>A model that was added, with the built-in recogniser in its place where it fails: the operator has asked for that.</summary>
internal sealed class FallbackRecogniser(IRecogniser first, IRecogniser second, ILogger log) : IRecogniser
{
    public string Version => first.Version;

    public IReadOnlyList<string> Languages => first.Languages;

    public IReadOnlyList<RecognisedSpeech> Recognise(IReadOnlyList<AudioClip> clips, string? language, CancellationToken ct)
    {
        try
        {
            return first.Recognise(clips, language, ct);
        }
        catch (Exception problem) when (problem is RecogniserUnavailableException or RecogniserFailedException)
        {
            log.LogError(problem, "{Recogniser} failed; the built-in recogniser takes its place", first.Version);
            return second.Recognise(clips, language, ct);
        }
    }
}
