using System.Text.Json.Serialization;

namespace Timbre.Bundles.Store;

/// <summary>What <c>timbre-model.json</c> says of a bundle: written when it is added, never by its publisher.</summary>
/// <param name="Format">Of this file, 1.</param>
/// <param name="Name">The folder's name, by which it is used.</param>
/// <param name="Kind">One of <see cref="BundleKind"/>.</param>
/// <param name="Files">As their publisher ships them; the first is the model.</param>
/// <param name="License">As found beside the model or published with it; null where nobody says.</param>
/// <param name="Languages">Codes of ISO 639.</param>
/// <param name="Can">What it can: <c>recognise</c>.</param>
/// <param name="Description">Its size and how its numbers are stored, for people.</param>
/// <param name="AddedAt">When it was added.</param>
public sealed record BundleManifest(
    int Format, string Name, string Kind, IReadOnlyList<BundleFile> Files, string? License, IReadOnlyList<string> Languages,
    IReadOnlyList<string> Can, string Description, DateTimeOffset AddedAt)
{
    /// <summary>The version of the manifest that is written, and the newest that is read.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>A file of a bundle.</summary>
/// <param name="Path">Its name; bundles have no folders.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">In small hexadecimal letters.</param>
public sealed record BundleFile(string Path, long Bytes, string Sha256);

/// <summary>Kinds of bundles, by the format of their files.</summary>
public static class BundleKind
{
    /// <summary>A Whisper model in whisper.cpp's format.</summary>
    public const string Whisper = "whisper-ggml";
}

/// <summary>What a bundle can do.</summary>
public static class BundleAbility
{
    /// <summary>Write down what is said.</summary>
    public const string Recognise = "recognise";
}

/// <summary>Which bundles are in use; <c>use.json</c> in the folder of bundles.</summary>
/// <param name="Recognise">The bundle that recognises; null is the built-in recogniser.</param>
public sealed record BundlesInUse(string? Recognise);

/// <summary>JSON of the files in the folder of bundles.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(BundlesInUse))]
[JsonSerializable(typeof(CheckResult))]
internal sealed partial class StoreJson : JsonSerializerContext;
