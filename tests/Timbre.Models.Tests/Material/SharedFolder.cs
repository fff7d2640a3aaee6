namespace Timbre.Models.Tests.Material;

/// <summary>The folder of recordings beside the repository, if there is one.</summary>
internal static class SharedFolder
{
    public static readonly string? Path = Existing(
        Environment.GetEnvironmentVariable("TIMBRE_SHARED") is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(Repository.Root, "..", "shared"));

    /// <summary>A file or folder in it, by its parts.</summary>
    public static string At(params string[] parts) => System.IO.Path.Combine([Path!, .. parts]);

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
