using System.Xml.Linq;

namespace Timbre.House.Tests;

public sealed class ArrowsTests
{
    /// <summary>The picture of docs/decisions/0001: these arrows, and no others.</summary>
    private static readonly string[] Drawn =
    [
        "Timbre.Models -> Timbre.Audio",
        "Timbre.Server -> Timbre.Models",
        "Timbre.Server -> Timbre.Storage",
        "Timbre.Cli -> Timbre.Client",
        "Timbre.Cli -> Timbre.Models",
    ];

    [Fact]
    public void Every_project_reference_is_an_arrow_of_the_picture() =>
        Assert.Equal(Drawn.Order(), References(Path.Combine(House.Root, "src")).Order());

    [Fact]
    public void A_reference_that_is_not_drawn_is_noticed()
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
