namespace Timbre.Models.Tests.Material;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    public static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException("The tests do not run inside the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "Timbre.slnx")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
