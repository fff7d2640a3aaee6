namespace Timbre.Server.Tests.Hosting;

/// <summary>The repository that the tests were built in.</summary>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Timbre.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Timbre.slnx above the test.");
        return folder.FullName;
    });

    public static string PathOf(string path) => Path.Combine(Root.Value, path);
}
