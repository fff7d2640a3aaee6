using System.Xml.Linq;

namespace Timbre.Architecture.Tests;

public sealed class ProjectReferenceTests
{
    /// <summary>The picture of docs/decisions/0001: these arrows, and no others.</summary>
    private static readonly string[] Allowed =
    [
        "Timbre.ModelHost -> Timbre.Bundles",
        "Timbre.Models -> Timbre.Audio",
        "Timbre.Models -> Timbre.Bundles",
        "Timbre.Models -> Timbre.ModelHost",
        "Timbre.Models -> Timbre.Text",
        "Timbre.Server -> Timbre.Models",
        "Timbre.Server -> Timbre.Storage",
        "Timbre.Cli -> Timbre.Client",
        "Timbre.Cli -> Timbre.Models",
    ];

    [Fact]
    public void Every_project_reference_is_allowed() =>
        Assert.Equal(Allowed.Order(), References(Path.Combine(Repository.Root, "src")).Order());

    [Fact]
    public void A_reference_that_is_not_allowed_is_found()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Timbre.Server.csproj"),
                """<Project><ItemGroup><ProjectReference Include="../Timbre.Client/Timbre.Client.csproj" /></ItemGroup></Project>""");
            Assert.Equal(["Timbre.Server -> Timbre.Client"], References(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> References(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
        from reference in XDocument.Load(file).Descendants("ProjectReference")
        let to = ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')
        select $"{Path.GetFileNameWithoutExtension(file)} -> {Path.GetFileNameWithoutExtension(to)}";
}
