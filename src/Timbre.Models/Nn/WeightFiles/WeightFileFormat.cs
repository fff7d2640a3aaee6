namespace Timbre.Models.Nn.WeightFiles;

/// <summary>A kind of weight file.</summary>
/// <param name="Magic">Its first eight bytes, in ASCII.</param>
/// <param name="Version">The newest version that can be read.</param>
/// <param name="Name">The network, for messages: "quality estimator".</param>
/// <param name="Resource">The logical name of the file that is embedded in this assembly.</param>
internal sealed record WeightFileFormat(string Magic, int Version, string Name, string Resource)
{
    /// <summary>The oldest version that can be read.</summary>
    public int OldestVersion { get; init; } = Version;
}
