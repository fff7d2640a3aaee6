namespace Timbre.Text.Tests.Material;

/// <summary>The folder of the repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The folder ../shared, or the one that TIMBRE_SHARED names; null where there is none.</summary>
    public static string? Shared { get; } =
        (Environment.GetEnvironmentVariable("TIMBRE_SHARED") is { Length: > 0 } named ? named
            : Path.Combine(Root, "..", "shared")) is var folder
            && Directory.Exists(folder) ? folder : null;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Timbre.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
