using Timbre.Bundles.Files;

namespace Timbre.Bundles.Store;

/// <summary>The bundles of a server: the folder <c>models</c> in its data folder, one folder a bundle.</summary>
/// <remarks>
/// The command line and a running server may both use it: a bundle appears and goes in one rename, and each question reads the folder anew.
/// </remarks>
public sealed class BundleFolder(string path, TimeProvider time)
{
    /// <summary>Begins the names of folders that are not bundles yet, or no longer.</summary>
    private const string Unfinished = ".";
    private const string Adding = Unfinished + "adding-";
    private const string Gone = Unfinished + "gone-";
    private const string ManifestFile = "timbre-model.json";
    private const string UseFile = "use.json";

    /// <summary>Names of the files that are written beside those of a model.</summary>
    internal static readonly IReadOnlyList<string> OwnFiles = [ManifestFile, Bundle.CheckFile];

    /// <summary>The folder of bundles in a data folder.</summary>
    public static BundleFolder In(string dataFolder) => new(System.IO.Path.Combine(dataFolder, "models"), TimeProvider.System);

    /// <summary>Absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>All bundles, by name; a folder without a manifest is not one.</summary>
    public IReadOnlyList<Bundle> List() =>
        !Directory.Exists(Path) ? [] : [
            .. Directory.EnumerateDirectories(Path).Select(System.IO.Path.GetFileName)
                .Where(name => !name!.StartsWith(Unfinished, StringComparison.Ordinal) && HasManifest(name)).Order(StringComparer.Ordinal)
                .Select(name => Find(name!)).OfType<Bundle>()
        ];

    /// <summary>A bundle; null where there is none of that name.</summary>
    /// <exception cref="BundleException">Its manifest is damaged, or of a newer Timbre.</exception>
    public Bundle? Find(string name)
    {
        var folder = FolderOf(BundleName.Checked(name));
        var file = System.IO.Path.Combine(folder, ManifestFile);
        var mend = $"remove the model (timbre models remove {name}) and add it again.";
        if (JsonFile.Read(file, StoreJson.Default.BundleManifest, mend) is not { } manifest)
            return null;
        if (manifest.Format > BundleManifest.CurrentFormat)
            throw new BundleException(
                $"The model {name} was added by a newer Timbre (format {manifest.Format}): use that one, or add it again.");
        if (manifest is not { Files: [_, ..], Can: not null, Languages: not null, Kind: not null } || manifest.Name != name
            || !manifest.Files.All(one =>
                one is { Sha256.Length: 64, Path.Length: > 0 } && System.IO.Path.GetFileName(one.Path) == one.Path))
            throw JsonFile.Damaged(file, mend);
        return manifest.Kind == BundleKind.Whisper
            ? new Bundle(folder, manifest)
            : throw new BundleException($"The model {name} is of a kind that this Timbre does not run: {manifest.Kind}.");
    }

    /// <summary>The same where it must be there.</summary>
    /// <exception cref="BundleException">There is none of that name; the message says which there are.</exception>
    public Bundle Get(string name) =>
        Find(name) ?? throw new BundleException(
            $"There is no model {name}; there {(List() is { Count: > 0 } others
                ? $"are: {string.Join(", ", others.Select(other => other.Name))}."
                : "is none. Add one: timbre models add PATH.")}");

    /// <summary>Copies a model and what is said of it into a new bundle.</summary>
    /// <param name="source">A file, or a folder with one model in it.</param>
    /// <param name="name">What to call it; null is the name of the model itself.</param>
    /// <param name="progress">Told the share that is copied.</param>
    /// <param name="ct">Ends the copying; nothing is left of it then.</param>
    /// <exception cref="BundleException">No model is there, or it is damaged, or the name is taken.</exception>
    public Bundle Add(string source, string? name, Action<double>? progress, CancellationToken ct)
    {
        var found = BundleSource.Read(source);
        name = BundleName.Checked(name ?? found.Model.Name);
        if (Find(name) is not null)
            throw Taken(name);
        if (Directory.Exists(FolderOf(name)))
            throw new BundleException($"{Path} has a folder {name} that is no model: remove it first (timbre models remove {name}).");

        Directory.CreateDirectory(Path);
        SweepUnfinished();
        var folder = System.IO.Path.Combine(Path, $"{Adding}{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var manifest = found.CopyTo(folder, name, time.GetUtcNow(), progress, ct);
            JsonFile.Write(System.IO.Path.Combine(folder, ManifestFile), manifest, StoreJson.Default.BundleManifest);
            return new Bundle(Publish(folder, name), manifest);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Deletes a bundle; where it was in use, the built-in takes its place.</summary>
    /// <exception cref="BundleException">There is none of that name.</exception>
    public void Remove(string name)
    {
        var folder = FolderOf(BundleName.Checked(name));
        if (!Directory.Exists(folder))
            Get(name);
        if (InUse().Recognise == name)
            Use(new BundlesInUse(null));
        var gone = System.IO.Path.Combine(Path, $"{Gone}{Guid.NewGuid():N}");
        Directory.Move(folder, gone);
        Directory.Delete(gone, recursive: true);
    }

    /// <summary>Which are in use.</summary>
    /// <exception cref="BundleException">The file that says so is damaged.</exception>
    public BundlesInUse InUse() =>
        JsonFile.Read(
            System.IO.Path.Combine(Path, UseFile), StoreJson.Default.BundlesInUse, "choose again (timbre models use NAME).")
        ?? new BundlesInUse(null);

    /// <summary>Has a bundle recognise from now on; null is the built-in recogniser.</summary>
    /// <exception cref="BundleException">There is none of that name, or it recognises nothing.</exception>
    public void UseForRecognition(string? name)
    {
        if (name is not null && !Get(name).Can(BundleAbility.Recognise))
            throw new BundleException($"The model {name} cannot recognise speech.");
        Use(new BundlesInUse(name));
    }

    private string FolderOf(string name) => System.IO.Path.Combine(Path, name);

    private bool HasManifest(string name) => File.Exists(System.IO.Path.Combine(FolderOf(name), ManifestFile));

    /// <summary>Gives a finished folder its name, unless somebody else was faster.</summary>
    private string Publish(string folder, string name)
    {
        try
        {
            Directory.Move(folder, FolderOf(name));
            return FolderOf(name);
        }
        catch (IOException) when (Directory.Exists(FolderOf(name)))
        {
            throw Taken(name);
        }
    }

    private static BundleException Taken(string name) =>
        new($"There is a model {name} already: remove it first, or give this one another name (--name).");

    private void Use(BundlesInUse used)
    {
        Directory.CreateDirectory(Path);
        JsonFile.Write(System.IO.Path.Combine(Path, UseFile), used, StoreJson.Default.BundlesInUse);
    }

    /// <summary>Removes what a crash left while a bundle was copied or deleted, a day ago or more.</summary>
    private void SweepUnfinished()
    {
        var yesterday = time.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var folder in (string[])[
            .. Directory.EnumerateDirectories(Path, Adding + "*"), .. Directory.EnumerateDirectories(Path, Gone + "*")
        ])
        {
            if (Directory.GetLastWriteTimeUtc(folder) < yesterday)
                Directory.Delete(folder, recursive: true);
        }
    }
}
