namespace Timbre.Architecture.Tests;

/// <summary>The repository as it lies on disk.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder that people write: nothing that a build or a package manager left.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Timbre.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("No Timbre.slnx above the test.");
    }
}
