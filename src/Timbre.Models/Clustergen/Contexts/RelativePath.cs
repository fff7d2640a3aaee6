namespace Timbre.Models.Clustergen.Contexts;

/// <summary>The beginning of a path that goes to a neighbour: <c>n.</c> the next, <c>pp.</c> the one before the previous.</summary>
internal static class RelativePath
{
    /// <summary>Number of steps, and the path from there.</summary>
    public static (int Offset, string Path) Split(string path)
    {
        var offset = 0;
        while (true)
        {
            var (step, length) = path switch
            {
                ['n', 'n', '.', ..] => (2, 3),
                ['p', 'p', '.', ..] => (-2, 3),
                ['n', '.', ..] => (1, 2),
                ['p', '.', ..] => (-1, 2),
                _ => (0, 0),
            };
            if (length == 0)
                return (offset, path);
            (offset, path) = (offset + step, path[length..]);
        }
    }
}
