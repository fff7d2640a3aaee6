namespace Timbre.Bundles.Tests.Material;

/// <summary>A fact about a real Whisper model, which lies beside the repository; a clone without it skips the fact and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WhisperFactAttribute : FactAttribute
{
    public static readonly string? Model =
        SharedFolder.Path is null || !File.Exists(SharedFolder.At("whisper", "ggml-base-q5_1.bin")) ? null
        : SharedFolder.At("whisper", "ggml-base-q5_1.bin");

    public WhisperFactAttribute()
    {
        if (Model is null)
            Skip = "The file ../shared/whisper/ggml-base-q5_1.bin is not there (TIMBRE_SHARED may name another folder).";
    }
}
