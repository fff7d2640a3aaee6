namespace Timbre.Architecture.Tests;

/// <summary>What breaks a rule today and is still to be mended: a file of Exceptions/ for each rule, a line for each offender.</summary>
/// <remarks>An offender that is not listed fails the test, and so does a listed one that is gone: the list can only get shorter.</remarks>
internal static class ShrinkingList
{
    private const string Folder = "tests/Timbre.Architecture.Tests/Exceptions";

    /// <param name="rule">Name of the list, without ".txt". A list that does not exist is empty.</param>
    /// <param name="found">Today's offenders: how the list names them, and where they stand.</param>
    public static void Check(string rule, IEnumerable<Offender> found)
    {
        var places = found.ToLookup(offender => offender.Name, offender => offender.Place);
        var names = places.Select(group => group.Key).Order(StringComparer.Ordinal).ToList();
        var listed = Read(rule);
        var added = names.Except(listed).ToList();
        var gone = listed.Except(names).ToList();
        if (added.Count == 0 && gone.Count == 0)
            return;

        var now = Path.Combine(Path.GetTempPath(), $"timbre-exceptions-{rule}.txt");
        File.WriteAllLines(now, names);
        var news = added.SelectMany(name => places[name].Select(place => $"  {name}  ({place})"));
        Assert.Fail(
            $"{rule}: {added.Count} new:\n{string.Join('\n', news)}\n"
            + $"{gone.Count} gone, to be struck from {Folder}/{rule}.txt:\n{string.Join('\n', gone.Select(name => "  " + name))}\n"
            + $"The offenders of today stand in {now}.");
    }

    private static List<string> Read(string rule)
    {
        var path = Path.Combine(Repository.Root, Folder, rule + ".txt");
        return File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#')] : [];
    }
}

/// <param name="Name">How the list names the offender: without a line number, so that other edits leave the list alone.</param>
/// <param name="Place">File and line.</param>
internal sealed record Offender(string Name, string Place);
