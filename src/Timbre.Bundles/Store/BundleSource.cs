using System.Security.Cryptography;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Store;

/// <summary>A model on a user's disk, recognised by its content, with the texts beside it that say what it is.</summary>
/// <param name="Path">The model's file.</param>
/// <param name="Model">What it says of itself.</param>
/// <param name="Texts">Its licence and read-me, where there are any.</param>
internal sealed record BundleSource(string Path, WhisperFile Model, IReadOnlyList<string> Texts)
{
    private const int MaxFiles = 200;
    private const int MaxTextBytes = 1 << 20;
    private const int BufferBytes = 1 << 20;

    /// <exception cref="BundleException">There is not exactly one model; the message says what was found instead.</exception>
    public static BundleSource Read(string path)
    {
        if (File.Exists(path))
            return new BundleSource(path, ReadModel(path), Beside(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!));
        if (!Directory.Exists(path))
            throw new BundleException($"There is no file or folder {path}.");

        var files = Directory.EnumerateFiles(path).Take(MaxFiles + 1).Order(StringComparer.Ordinal).ToList();
        if (files.Count > MaxFiles)
            throw new BundleException($"{path} has more than {MaxFiles} files: name the model's file itself.");
        return files.Where(BeginsAsModel).ToList() switch
        {
            [var model] => new BundleSource(model, ReadModel(model), Beside(path)),
            [] => throw new BundleException($"In {path} there is no {Wanted}; there is {Named(files)}."),
            var several => throw new BundleException(
                $"In {path} there are {several.Count} models: name one of them: " +
                $"{string.Join(", ", several.Select(System.IO.Path.GetFileName))}."),
        };
    }

    /// <summary>Copies all files; the manifest of what was copied.</summary>
    public BundleManifest CopyTo(string folder, string name, DateTimeOffset at, Action<double>? progress, CancellationToken ct)
    {
        if (BundleFolder.OwnFiles.Contains(System.IO.Path.GetFileName(Path)))
            throw new BundleException($"{Path} has a name that Timbre writes a file of its own under: rename it.");
        var all = (double)new FileInfo(Path).Length;
        var model = Copy(Path, folder, copied => progress?.Invoke(copied / all), ct);
        var texts = Texts.Select(text => Copy(text, folder, _ => { }, ct));
        return new BundleManifest(
            BundleManifest.CurrentFormat, name, BundleKind.Whisper, [model, .. texts], PublishedLicense.Of(model.Sha256, Texts),
            Model.Languages, [BundleAbility.Recognise],
            $"Whisper {Model.Size}, weights {Model.Weights}, {Model.Tensors} tensors", at);
    }

    private const string Wanted = "Whisper model in whisper.cpp's format (ggml-*.bin, which begins with the bytes \"lmgg\")";

    private static WhisperFile ReadModel(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return WhisperFile.Read(file);
        }
        catch (BundleException) when (!BeginsAsModel(path))
        {
            throw new BundleException($"{path} is no {Wanted}; it is {FileGuess.Of(path)}.");
        }
        catch (BundleException wrong)
        {
            throw new BundleException($"{path} is a Whisper model that cannot be used: {wrong.Message}");
        }
    }

    private static bool BeginsAsModel(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        return file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && BitConverter.ToInt32(head) == WhisperFile.Magic;
    }

    private static List<string> Beside(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Take(MaxFiles).Where(file =>
            System.IO.Path.GetFileNameWithoutExtension(file).ToUpperInvariant() is "LICENSE" or "LICENCE" or "COPYING" or "README"
            && new FileInfo(file).Length <= MaxTextBytes).Order(StringComparer.Ordinal),
    ];

    private static string Named(List<string> files) =>
        files.Count == 0 ? "nothing in it"
        : string.Join(", ", files.Take(6).Select(file => $"{System.IO.Path.GetFileName(file)} ({FileGuess.Of(file)})"))
            + (files.Count > 6 ? $" and {files.Count - 6} more" : "");

    private static BundleFile Copy(string from, string folder, Action<long> copied, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = File.OpenRead(from);
        var name = System.IO.Path.GetFileName(from);
        using var target = File.Create(System.IO.Path.Combine(folder, name));
        var buffer = new byte[BufferBytes];
        for (int count; (count = source.Read(buffer)) > 0; copied(source.Position))
        {
            ct.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
        }

        target.Flush(flushToDisk: true);
        return new BundleFile(name, target.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
