namespace Timbre.Architecture.Tests.Floors;

/// <summary>
/// Inside a project an arrow between top-level folders points down, never up and never in a circle; docs/architecture.md has the floors.
/// </summary>
public sealed class FloorTests(BoundSources sources) : IClassFixture<BoundSources>
{
    private static readonly Dictionary<string, FolderOrder> Orders = new()
    {
        ["Timbre.Audio"] = new(
            ["Spectra"], [""], ["Filters", "Pitch"], ["Envelope"], ["World", "Formats"], ["Measures"], ["Segmentation"],
            ["Fingerprints", "Pictures"]),
        ["Timbre.Text"] = new(
            ["WordLists"], ["Scripts"], ["Phonemes"], ["Lexicons"], ["Normalising"], ["Terms"], ["Ssml"], ["Phrases"], ["Transcripts"],
            [""]),
        ["Timbre.Bundles"] = new(["Files", "Protocol"], ["Download"], ["Store"], ["Hosting"]),
        ["Timbre.Models"] = new(
            ["Nn", "Programs"],
            ["LetterToSound"],
            ["Alignment", "SpeakerEncoder", "QualityEstimator", "Vocoders", "Recognition"],
            ["Utterances"],
            ["Output"],
            ["Analysis"],
            ["Transcription"],
            ["Consent", "AcousticModel", "Clustergen"],
            ["Voices"]),
        ["Timbre.Server"] = new(
            ["Configuration"],
            ["Http", "Network"],
            ["Accounts", "Recognition"],
            ["Jobs"],
            ["Voices"],
            ["Recordings"],
            ["Projects", "Terms"],
            ["Analysis"],
            ["Consent", "Webhooks"],
            ["Training", "Datasets"],
            ["Builds"],
            ["Speech", "Transcriptions"],
            ["Clips"],
            ["Batches"],
            ["Docs", "Unsupported"],
            ["Admin"],
            ["Studio"],
            ["Hosting"]),
    };

    [Fact]
    public void No_arrow_points_up_but_those_that_are_still_to_be_cut() =>
        ShrinkingList.Check(
            "arrows",
            from order in Orders
            from arrow in order.Value.Upward(sources.Arrows(order.Key))
            select new Offender(arrow.Name, arrow.Place));

    [Theory]
    [InlineData("Timbre.Audio")]
    [InlineData("Timbre.Text")]
    [InlineData("Timbre.Models")]
    [InlineData("Timbre.Server")]
    public void No_folders_stand_in_a_circle_once_those_are_cut(string project)
    {
        var arrows = sources.Arrows(project);
        var circle = FolderOrder.Circle(arrows.Except(Orders[project].Upward(arrows)));
        Assert.True(circle.Count == 0, string.Join('\n', circle.Select(arrow => $"{arrow.From} -> {arrow.To}: {arrow.Place}")));
    }

    [Theory]
    [InlineData("Timbre.Audio", 30)]
    [InlineData("Timbre.Text", 50)]
    [InlineData("Timbre.Models", 200)]
    [InlineData("Timbre.Server", 400)]
    public void The_arrows_of_a_project_are_seen(string project, int atLeast) =>
        Assert.True(sources.Arrows(project).Count >= atLeast, $"{sources.Arrows(project).Count} names of other folders were found.");

    [Fact]
    public void Every_folder_with_code_stands_on_a_floor() =>
        Assert.Empty(
            from order in Orders
            from path in Repository.Files($"src/{order.Key}", "*.cs")
            let folder = path.Split('/') is [_, _, var top, _, ..] ? top : ""
            where !order.Value.Folders.Contains(folder)
            select path);
}
