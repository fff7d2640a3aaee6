namespace Timbre.Server.Tests.Jobs;

/// <summary>Diagrams in docs that are made from code.</summary>
internal static class Drawn
{
    /// <summary>The folder of the repository.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Timbre.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    /// <summary>Fails when the page does not hold the diagram as the code draws it; says what to put there.</summary>
    public static void In(string page, string diagram)
    {
        Assert.True(
            File.ReadAllText(Path.Combine(Root, page)).Contains($"```mermaid\n{diagram}```\n", StringComparison.Ordinal),
            $"{page} is older than the code. Its diagram has to be:\n```mermaid\n{diagram}```");
    }
}
