using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests.Packages;

/// <summary>A line of scripts/packages.txt.</summary>
/// <param name="Name">Debian's.</param>
/// <param name="Purposes">What the scripts install it for.</param>
/// <param name="Things">The commands and the absolute paths of it that the code opens; * in a path stands for anything.</param>
internal sealed partial record DebianPackage(string Name, string[] Purposes, string[] Things)
{
    public static IReadOnlyList<DebianPackage> Listed { get; } = Read(Repository.Lines("scripts/packages.txt"));

    /// <summary>Blank lines and lines that begin with # are none.</summary>
    public static IReadOnlyList<DebianPackage> Read(IEnumerable<string> lines) =>
    [
        .. from line in lines
           where line.Length > 0 && line[0] != '#'
           let columns = Blanks().Split(line)
           select new DebianPackage(columns[0], columns[1].Split(','), columns[2..]),
    ];

    public bool Serves(IEnumerable<string> purposes) => Purposes.Intersect(purposes).Any();

    /// <summary>True when the package brings the command, the path or something below it.</summary>
    public bool Brings(string opened) => Things.Any(thing => thing == opened || (opened.StartsWith('/') && Meet(thing, opened)));

    /// <summary>One of the two paths is the other, or a folder above it.</summary>
    private static bool Meet(string thing, string opened)
    {
        var (listed, named) = (thing.Split('/'), opened.Split('/'));
        return listed.Zip(named).All(part => part.First == part.Second || part.First == "*");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
