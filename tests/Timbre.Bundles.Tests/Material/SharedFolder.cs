namespace Timbre.Bundles.Tests.Material;

/// <summary>The folder of recordings and models beside the repository, if there is one.</summary>
internal static class SharedFolder
{
    public static readonly string? Path = Find();

    /// <summary>A file or folder in it, by its parts.</summary>
    public static string At(params string[] parts) => System.IO.Path.Combine([Path!, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TIMBRE_SHARED") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Timbre.slnx")))
                continue;
            var shared = System.IO.Path.Combine(folder.Parent!.FullName, "shared");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
