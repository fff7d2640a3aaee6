using Timbre.Bundles.Store;

namespace Timbre.Server.Admin.Models;

/// <summary>A model that was added.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">The format of its files: `whisper-ggml`.</param>
/// <param name="Description">Its size and how its numbers are stored.</param>
/// <param name="License">As found; null where nobody says.</param>
/// <param name="Languages">Codes of ISO 639.</param>
/// <param name="Can">What it can: `recognise`.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="Sha256">Of the model's file.</param>
/// <param name="InUse">Whether it writes down speech now.</param>
/// <param name="Check">What was measured of it on this machine; null where nobody has.</param>
internal sealed record AddedModelView(
    string Name, string Kind, string Description, string? License, IReadOnlyList<string> Languages, IReadOnlyList<string> Can, long Bytes,
    string Sha256, bool InUse, CheckResult? Check)
{
    public static AddedModelView Of(Bundle bundle, string used) => new(
        bundle.Name, bundle.Manifest.Kind, bundle.Manifest.Description, bundle.Manifest.License, bundle.Manifest.Languages,
        bundle.Manifest.Can, bundle.Bytes, bundle.Manifest.Files[0].Sha256, bundle.Name == used, bundle.LastCheck());
}
