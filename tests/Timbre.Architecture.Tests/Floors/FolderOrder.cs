namespace Timbre.Architecture.Tests.Floors;

/// <summary>The floors of a project, ground first: a folder may name what stands on lower floors, and nothing of its own floor.</summary>
internal sealed class FolderOrder(params string[][] floors)
{
    private readonly Dictionary<string, int> _floors = floors
        .SelectMany((folders, floor) => folders.Select(folder => (folder, floor))).ToDictionary(pair => pair.folder, pair => pair.floor);

    public IEnumerable<string> Folders => _floors.Keys;

    /// <summary>Arrows to the same or a higher floor, and those of a folder that stands on no floor.</summary>
    public IEnumerable<Arrow> Upward(IEnumerable<Arrow> arrows) =>
        arrows.Where(arrow => !_floors.TryGetValue(arrow.From, out var from) || !_floors.TryGetValue(arrow.To, out var to) || to >= from);

    /// <summary>Folders that reach themselves along arrows, each with one arrow that leads on: empty where there is no circle.</summary>
    public static IReadOnlyList<Arrow> Circle(IEnumerable<Arrow> arrows)
    {
        var left = arrows.ToList();
        // Whatever has no way out, or no way in, stands in no circle; what is left after all of that is taken away, does.
        while (true)
        {
            var inside = left.Select(arrow => arrow.From).Intersect(left.Select(arrow => arrow.To)).ToHashSet();
            var rest = left.Where(arrow => inside.Contains(arrow.From) && inside.Contains(arrow.To)).ToList();
            if (rest.Count == left.Count)
                return [.. rest.DistinctBy(arrow => (arrow.From, arrow.To))];
            left = rest;
        }
    }
}
