using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests;

/// <summary>A blob has a name everywhere and a path in the store alone, so that an object store can take the folder's place.</summary>
public sealed partial class BlobPathTests
{
    private static IEnumerable<string> Server => Repository.Files("src/Timbre.Server", "*.cs");

    [Fact]
    public void No_source_of_the_server_asks_for_the_path_of_a_blob_or_makes_one() =>
        Assert.Empty(
            from path in Server
            from line in Repository.Lines(path)
            where PathOfBlob().IsMatch(line) && !line.Contains("new BlobFolder(", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}");

    [Fact]
    public void The_folder_of_blobs_is_named_where_the_server_is_put_together_and_nowhere_else() =>
        Assert.Equal(
            ["src/Timbre.Server/Hosting/HostingModule.cs"],
            from path in Server
            where Repository.Lines(path).Any(line => line.Contains("new BlobFolder(", StringComparison.Ordinal))
            select path);

    /// <summary>Everybody else reads streams.</summary>
    [Fact]
    public void A_lease_is_held_by_the_training_alone() =>
        Assert.Equal(
            ["src/Timbre.Server/Training/CheckpointStore.cs", "src/Timbre.Server/Training/TrainingSounds.cs"],
            from path in Server
            where Repository.Lines(path).Any(line => LeaseOfBlob().IsMatch(line))
            select path);

    [GeneratedRegex(@"\bPathOf\b|Path\.Combine\([^)]*\b(blobs?|\w*Blob|""blobs"")\b|\bFile(Info|Stream)?\b[.(][^)]*\b\w*[Bb]lob\b(?!s\.)")]
    private static partial Regex PathOfBlob();

    [GeneratedRegex(@"\bBlobLease\b|\bblobs\.Get\(")]
    private static partial Regex LeaseOfBlob();
}
