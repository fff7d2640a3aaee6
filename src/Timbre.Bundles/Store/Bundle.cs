using System.Security.Cryptography;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Store;

/// <summary>A model that a user has brought: a folder with its files and what they are.</summary>
/// <param name="Folder">Absolute path.</param>
public sealed record Bundle(string Folder, BundleManifest Manifest)
{
    internal const string CheckFile = "check.json";

    public string Name => Manifest.Name;

    /// <summary>The path of the model's file.</summary>
    public string ModelPath => Path.Combine(Folder, Manifest.Files[0].Path);

    /// <summary>Size of all files, in bytes.</summary>
    public long Bytes => Manifest.Files.Sum(file => file.Bytes);

    /// <summary>What tells this bundle from another of the same name: the first eight digits of its model's SHA-256.</summary>
    public string Version => Manifest.Files[0].Sha256[..8];

    public bool Can(string ability) => Manifest.Can.Contains(ability);

    /// <summary>Reads every file to its end.</summary>
    /// <exception cref="BundleException">One is missing, or not what was added.</exception>
    public void Verify(CancellationToken ct)
    {
        foreach (var file in Manifest.Files)
        {
            ct.ThrowIfCancellationRequested();
            var path = Path.Combine(Folder, file.Path);
            if (!File.Exists(path))
                throw new BundleException($"The model {Name} has lost its file {file.Path}. {Again}");
            using var stream = Open(path);
            if (stream.Length != file.Bytes)
                throw new BundleException(
                    $"{file.Path} of the model {Name} has {stream.Length} bytes, and had {file.Bytes} when it was added. {Again}");
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
                throw new BundleException($"{file.Path} of the model {Name} is not the file that was added: its SHA-256 differs. {Again}");
        }
    }

    private FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BundleException($"{Path.GetFileName(path)} of the model {Name} cannot be read by this user.");
        }
    }

    /// <summary>What was measured of it on this machine; null where nobody has.</summary>
    /// <exception cref="BundleException">The file that says so is damaged.</exception>
    public CheckResult? LastCheck() =>
        JsonFile.Read(Path.Combine(Folder, CheckFile), StoreJson.Default.CheckResult, $"measure again (timbre models check {Name}).");

    /// <summary>Keeps what was measured beside it.</summary>
    public void Keep(CheckResult result) => JsonFile.Write(Path.Combine(Folder, CheckFile), result, StoreJson.Default.CheckResult);

    private string Again => $"Remove it (timbre models remove {Name}) and add it again.";
}
