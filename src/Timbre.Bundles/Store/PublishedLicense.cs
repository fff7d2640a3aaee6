using Timbre.Bundles.Download;

namespace Timbre.Bundles.Store;

/// <summary>The licence of a model: that of the published file that it is, or what a text beside it is.</summary>
internal static class PublishedLicense
{
    /// <summary>An identifier of SPDX, the name of the text, or null where nobody says.</summary>
    public static string? Of(string sha256, IReadOnlyList<string> texts)
    {
        if (PublishedModel.All.Any(model => model.Sha256 == sha256))
            return PublishedModel.License;
        foreach (var path in texts.Where(path => !Path.GetFileName(path).StartsWith("README", StringComparison.OrdinalIgnoreCase)))
        {
            var text = File.ReadAllText(path);
            return text.Contains("MIT License", StringComparison.OrdinalIgnoreCase) ? "MIT"
                : text.Contains("Apache License", StringComparison.OrdinalIgnoreCase) ? "Apache-2.0"
                : Path.GetFileName(path);
        }

        return null;
    }
}
