namespace Timbre.Server.Tests.Hosting;

/// <summary>A test that needs the Whisper model beside the repository.</summary>
public sealed class WhisperFactAttribute : FactAttribute
{
    public WhisperFactAttribute()
    {
        if (!File.Exists(Model))
            Skip = "There is no ../shared/whisper (or TIMBRE_SHARED): the model that a user would bring is missing.";
    }

    public static string Model { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("TIMBRE_SHARED") is { Length: > 0 } named ? named : RepositoryFolder.PathOf("../shared"),
        "whisper", "ggml-base-q5_1.bin");
}
