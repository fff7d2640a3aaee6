using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Timbre.Architecture.Tests.Floors;

/// <summary>The reader of arrows on a small made-up project: ground Low, then Middle, then High.</summary>
public sealed class ArrowReaderTests
{
    private static readonly FolderOrder Order = new(["Low"], ["Middle"], ["High"], [""]);

    private static readonly (string Path, string Text)[] Sound =
    [
        ("Low/Stone.cs",
            "namespace House.Low; class Stone { public const int Weight = 1; }\n"
            + "static class Stones { public static int Twice(this int x) => x; }"),
        ("Middle/Wall.cs", "using House.Low;\nnamespace House.Middle; class Wall { Stone? _stone; }"),
        ("High/Roof.cs",
            "using House.Low; using House.Middle;\nnamespace House.High;\nclass Roof(Wall wall) { int X => 2.Twice() + Stone.Weight; }"),
        ("Program.cs", "namespace House; class Program { High.Roof? _roof; }"),
    ];

    [Fact]
    public void A_project_whose_arrows_point_down_has_none_that_points_up_and_no_circle()
    {
        var arrows = Read(Sound);
        Assert.Equal(
            ["Middle->Low Stone", "High->Middle Wall", "High->Low Stones", "High->Low Stone", "->High Roof"],
            arrows.Select(arrow => $"{arrow.From}->{arrow.To} {arrow.Type}"));
        Assert.Empty(Order.Upward(arrows));
        Assert.Empty(FolderOrder.Circle(arrows));
    }

    [Fact]
    public void An_arrow_that_points_up_is_found_with_its_file_and_line()
    {
        var arrows = Read([.. Sound, ("Low/Cellar.cs", "namespace House.Low;\nclass Cellar\n{\n    House.Program? _program;\n}")]);
        var arrow = Assert.Single(Order.Upward(arrows));
        Assert.Equal("src/House/Low/Cellar.cs -> (root)", arrow.Name);
        Assert.Equal("src/House/Low/Cellar.cs:4 names Program", arrow.Place);
    }

    [Fact]
    public void A_circle_is_found_with_the_arrows_that_draw_it()
    {
        var arrows = Read(
            [.. Sound, ("Low/Echo.cs", "using House.High;\nnamespace House.Low; class Echo { object X() => typeof(Roof); }")]);
        Assert.Equal(
            ["High->Low", "High->Middle", "Low->High", "Middle->Low"],
            FolderOrder.Circle(arrows).Select(arrow => $"{arrow.From}->{arrow.To}").Order(StringComparer.Ordinal));
        Assert.Contains(FolderOrder.Circle(arrows), arrow => arrow.Place == "src/House/Low/Echo.cs:2 names Roof");
    }

    [Fact]
    public void A_folder_that_stands_on_no_floor_is_found() =>
        Assert.Equal(
            "src/House/Shed/Tool.cs -> Low",
            Assert.Single(Order.Upward(Read([.. Sound, ("Shed/Tool.cs", "namespace House.Shed; class Tool : Low.Stone { }")]))).Name);

    [Theory]
    [InlineData("using House.High;\nnamespace House.Low; class A { /// <see cref=\"Roof\"/>\n int X; }", false)]
    [InlineData("using R = House.High.Roof;\nnamespace House.Low; class A;", true)]
    [InlineData("namespace House.Low; class A { int Roof => 1; int X => Roof; }", false)]
    [InlineData("namespace House.Low; class A { System.Collections.Generic.List<House.High.Roof>? X; }", true)]
    public void Names_of_types_count_and_namesakes_do_not(string text, bool points) =>
        Assert.Equal(points, Order.Upward(Read([.. Sound, ("Low/A.cs", text)])).Any());

    private static IReadOnlyList<Arrow> Read(params (string Path, string Text)[] files) =>
        new ArrowReader("src/House", [.. files.Select(file => Tree(file.Path, file.Text))]).Read();

    private static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, CSharpFiles.Options, "src/House/" + path);
}
